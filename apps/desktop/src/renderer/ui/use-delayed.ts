import { useEffect, useState } from 'react'

/** True once `active` has been true for `ms` without a break. Keeps skeletons from flashing on quick answers. */
export function useDelayed(active: boolean, ms = 150): boolean {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (!active) {
      setShown(false)
      return
    }
    const timer = setTimeout(() => setShown(true), ms)
    return () => clearTimeout(timer)
  }, [active, ms])
  return active && shown
}
