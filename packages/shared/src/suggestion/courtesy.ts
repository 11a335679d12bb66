import { foldText } from '../text/clean-text.ts'
import { termsOf } from '../text/tokenise-text.ts'

// Phrases that are polite and claim nothing about the shop or the customer's case. Edges of words are checked by script.
const courtesies = [
  'hello|hi|hey|hi there|good (?:morning|afternoon|evening|day)|dear \\p{L}+|welcome',
  'thank you(?: very much| so much)?|thanks(?: a lot)?|many thanks|for (?:reaching out|contacting us|writing(?: to us)?|getting in touch|your (?:message|question|patience|interest|feedback|kind words))',
  "(?:i am|i'm|we are|we're) (?:so |very |really )?(?:sorry|happy to help|glad to help|glad we could help|here to help)(?: (?:to hear (?:that|this|about (?:it|that|this))|about (?:that|this)|for (?:the|any) (?:trouble|inconvenience|delay|wait)))?",
  "sorry|apologies|my apologies|(?:i|we) apologi[sz]e(?: for (?:the|any) (?:trouble|inconvenience|delay|wait))?|you(?:'re| are) (?:very |most )?welcome|my pleasure|no problem|of course|certainly|sure|great question|have a (?:nice|great|good|lovely) (?:day|evening|weekend|one)|take care|goodbye|bye|best regards|kind regards",
  "(?:please )?let (?:me|us) know(?: if (?:you|there is|anything)[^.!?]*)?|(?:feel free|do not hesitate|don't hesitate) to (?:ask|write|contact us|reach out)[^.!?]*|if you have any (?:other|more|further)? ?questions[^.!?]*|(?:how|what) can (?:i|we) (?:help|do)[^.!?]*|is there anything else[^.!?]*|anything else[^.!?]*",
  "(?:a|one of our|my) (?:colleagues?|persons?|members? of (?:our|the) team|specialists?)(?: \\p{L}+){0,6} (?:will|would|can|is going to) (?:\\p{L}+ ){0,8}(?:you|this|it|check|here|shortly|soon|contact|reply|answer|look)[^.!?]*|(?:i|we) (?:have passed|am passing|are passing|will pass|'ll pass|passed|pass)(?: \\p{L}+){0,4} (?:to|on to) (?:a|our|my) (?:colleagues?|team|specialists?)[^.!?]*|(?:i|we) (?:do not|don't) (?:yet )?have[^.!?]{0,60}(?:information|answer|details)[^.!?]*|(?:i|we) could(?: not|n't) find[^.!?]*|(?:i|we) will (?:check|find out|look into)[^.!?]*",
  'здравствуйте|добрый (?:день|вечер)|доброе утро|доброго времени суток|привет|приветствую|уважаем\\p{L}+ \\p{L}+',
  '(?:большое )?спасибо(?: (?:большое|за (?:обращение|вопрос|сообщение|ожидание|терпение|отзыв|интерес|добрые слова)|что (?:написали|обратились)[^.!?]*))?|благодар\\p{L}+(?: (?:вас|за [^.!?]*))?',
  '(?:нам |мне )?(?:очень )?жаль(?:, что (?:так вышло|так получилось|возникла такая ситуация|это случилось))?|(?:приносим|приношу) (?:свои |наши )?извинения(?: за [^.!?]*)?|извините(?: (?:нас )?за [^.!?]*)?|простите(?: за [^.!?]*)?|понимаю вас|понимаем вас|сожале\\p{L}+(?:, что [^.!?]{0,40})?',
  '(?:рады|рад|рада|будем рады|будем рады) (?:помочь|вам помочь|что смогли помочь|были помочь|ответить|слышать|вас видеть)[^.!?]*|пожалуйста|обращайтесь[^.!?]*|всегда рады[^.!?]*|конечно|хорошего (?:вам )?(?:дня|вечера|выходных)|до свидания|всего доброго|с уважением',
  '(?:если|когда) (?:у вас )?(?:возникнут|будут|останутся|появятся)[^.!?]*вопрос[^.!?]*|(?:чем|как) (?:я |мы )?(?:могу|можем) (?:вам )?помочь|пишите[^.!?]*|дайте (?:нам |мне )?знать[^.!?]*|подскажите',
  '(?:переда\\p{L}+|перевож\\p{L}+|подключ\\p{L}+)(?: \\p{L}+){0,4} (?:коллег\\p{L}+|сотрудник\\p{L}+|специалист\\p{L}+|оператор\\p{L}+)[^.!?]*|(?:коллега|сотрудник|специалист|оператор)(?: \\p{L}+){0,4} (?:ответит|свяжется|проверит|поможет|подключится|уточнит|напишет)[^.!?]*|(?:у меня|у нас)[^.!?]{0,40} нет[^.!?]{0,60}(?:информации|ответа|сведений|данных)[^.!?]*|(?:не нашел|не нашла|не удалось найти|не нашли)[^.!?]*',
]

let pattern: RegExp | null = null

/**
 * Is a sentence mere courtesy: greeting, thanks, apology, the promise that a colleague will answer? Such sentences need no evidence. A sentence with
 * a number, or with words left over once the courtesies are taken out, claims something.
 */
export function isCourtesy(sentence: string): boolean {
  const text = foldText(sentence)
  if (/\p{N}/u.test(text)) return false
  pattern ??= new RegExp(`(?<![\\p{L}\\p{N}])(?:${courtesies.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
  const matched = text.replace(pattern, ' ')
  if (matched === text) return !/\p{L}/u.test(text)
  const rest = matched.replace(/[^\p{L}]+/gu, ' ').trim()
  return rest === '' || termsOf(rest).length <= 1
}
