import { Link } from '@tanstack/react-router'
import type { Place } from './where-to.ts'

const look = 'text-accent underline underline-offset-2 hover:no-underline'

/** Leads to where something is set. */
export function PlaceLink({ place, children }: { place: Exclude<Place, null>; children: string }) {
  return place === 'knowledge' ? (
    <Link to="/knowledge" className={look}>
      {children}
    </Link>
  ) : (
    <Link to="/settings" search={{ page: place }} className={look}>
      {children}
    </Link>
  )
}
