const key = (suggestionId: string) => `countersign.edit.${suggestionId}`

/** An edit that was begun, kept so that nothing typed is ever lost. */
export const editedText = {
  get: (suggestionId: string): string | null => localStorage.getItem(key(suggestionId)),
  set: (suggestionId: string, text: string): void => localStorage.setItem(key(suggestionId), text),
  clear: (suggestionId: string): void => localStorage.removeItem(key(suggestionId)),
}
