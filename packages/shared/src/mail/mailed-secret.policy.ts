/** How long what a mail carries is good for, minutes, by what it is for. */
export const mailedLinkMinutes = { verify: 24 * 60, reset: 60, change: 60 } as const
/** Six digits are soon guessed, or read over a shoulder: whatever they are for, they are good for less. */
export const mailedCodeMinutes = 10
