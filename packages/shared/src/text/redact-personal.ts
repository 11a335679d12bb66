const personal =
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}|(?:\+\p{Nd}|(?<!\p{N})\(?\p{Nd}{3}\)?[ -]\p{Nd})[\p{Nd}() -]{6,}\p{Nd}|(?<![\p{L}\p{N}.,])(?:#|№ ?|[A-Z]{1,4}-?)?\p{Nd}{5,}(?![\p{N}])/gu
const salutation =
  /^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|здравствуйте|добрый (?:день|вечер)|доброе утро|привет|уважаем\p{L}+)[,!]?\s+\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?[,!.]\s*/iu

/** Stands where something personal was taken out. */
export const redacted = '[…]'

/**
 * Takes out of one customer's reply what must not reach another: e-mail addresses, phone numbers, order and card numbers, and the name
 * in a salutation. Prices stay, since they carry a currency and rarely five bare digits; one that does is lost, not leaked.
 */
export function redactPersonal(text: string): string {
  return text.replace(salutation, '').replace(personal, redacted)
}
