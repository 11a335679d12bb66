import { icon } from './dom.ts'

export const chatIcon = () =>
  icon(
    'M21 11.5a8.4 8.4 0 0 1-8.5 8.3 8.7 8.7 0 0 1-3.7-.8L3.5 20.5l1.6-4.6a8.1 8.1 0 0 1-1.1-4.4 8.5 8.5 0 0 1 17 0Z',
  )
export const downIcon = () => icon('m6 9.5 6 6 6-6')
export const closeIcon = () => icon('M6.5 6.5l11 11', 'M17.5 6.5l-11 11')
export const sendIcon = () => icon('M12 19V5.5', 'm5.8 11.4 6.2-6.2 6.2 6.2')
