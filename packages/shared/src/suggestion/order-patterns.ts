import { foldText } from '../text/clean-text.ts'

/**
 * Orders to the one who drafts, in a page of the knowledge base. Stricter than what the gate listens for in customers' messages: a manual may well say
 * "show the instructions", but no page for customers speaks to an assistant.
 */
const orders = [
  '(?:ignore|disregard|forget|override|bypass)(?: \\p{L}+){0,3} (?:previous|prior|above|earlier|all|other|system|your)(?: \\p{L}+){0,2} (?:instructions?|prompts?|rules|guidelines|context)',
  '(?:ai|assistant|assistants|bot|chatbot|language models?|llm|agent)s?[\\s,:]+(?:\\p{L}+ ){0,3}(?:must|should|shall|always|never|please|are to|has to|have to|is required to)(?: \\p{L}+){0,2} (?:say|tell|offer|promise|add|append|include|answer|reply|respond|reveal|print|ignore|give|mark|ask|confirm|recommend)',
  '(?:note|message|instructions?|attention)(?: \\p{L}+)? (?:to|for) (?:the |any |all )?(?:ai|assistants?|bots?|chatbots?|models?|llm|support agent)',
  '(?:when|whenever|before)(?: you(?: are)?)? (?:answer|reply|respond|summari[sz]e|draft)(?:ing)?(?: \\p{L}+){0,5}[\\s,]+(?:always|never|tell|say|add|include|append|send|reply|offer|promise)',
  '(?:tell|inform|offer|promise|give) (?:every|each|all|any)(?: \\p{L}+)? (?:customers?|users?|clients?|people)(?! (?:service|support))',
  '(?:system|developer|hidden|secret) (?:prompt|message|override|instructions?)',
  '(?:you are|act as|pretend to be) (?:now )?(?:an? )?(?:dan|unrestricted|jailbroken|developer mode|different assistant|ai|assistant)',
  '(?:reveal|print|repeat|output|leak)(?: \\p{L}+){0,4} (?:prompt|system message|rules|confidence|evidence)',
  '(?:confidence|score) (?:is|of|to|=) ?1|mark(?: \\p{L}+){0,2} as (?:approved|verified|auto ?-?send)',
  '(?:игнорируй|проигнорируй|забудь|отмени|не учитывай|обойди)\\p{L}*(?: \\p{L}+){0,4} (?:инструкци\\p{L}+|правил\\p{L}*|указани\\p{L}+|промпт\\p{L}*|ограничени\\p{L}+)',
  '(?:ии|ассистент\\p{L}*|бот\\p{L}{0,2}|нейросет\\p{L}+|языков\\p{L}+ модел\\p{L}+)[\\s,:]+(?:\\p{L}+ ){0,3}(?:долж\\p{L}+|обязан\\p{L}*|всегда|никогда|говори|отвечай|обещай|предлагай|пиши|скажи|добавь)',
  '(?:говори|скажи|сообщи|сообщай|обещай|предлагай|предложи|давай)(?:те)? (?:каждому|всем|любому)(?: \\p{L}+)? (?:клиент\\p{L}*|покупател\\p{L}*|пользовател\\p{L}*)',
  '(?:отвечая|при ответе|когда отвечаешь)(?: \\p{L}+){0,4}[\\s,]+(?:всегда|никогда|добавь|добавляй|скажи|говори|пиши|указывай|предлагай)',
  '(?:системн\\p{L}+|скрыт\\p{L}+|секретн\\p{L}+) (?:промпт\\p{L}*|инструкци\\p{L}+|сообщени\\p{L}+)',
  '(?:выведи|раскрой|повтори|напечатай)\\p{L}*(?: \\p{L}+){0,4} (?:промпт\\p{L}*|инструкци\\p{L}+|правил\\p{L}*)',
]
const markup =
  /<\/?(?:system|assistant|instructions?|evidence|customer|catalogue|past_replies|conversation|inst)[\s>]|\[\/?(?:inst|system)\]|<\|[a-z_]+\|>|###\s*(?:system|instruction|assistant)|(?<!\p{L} )(?<!\p{L})(?:system|assistant|developer|система|ассистент)\s*:\s*(?:please|always|never|you|do|say|tell|append|add|ignore|print|reply|respond|answer|offer|give|reveal|send|set|mark|when|всегда|никогда|скажи|говори|добавь|отвечай|предложи|сообщи)(?!\p{L})|"role"\s*:\s*"(?:system|assistant|tool)"|<!--[\s\S]*-->/u

let compiled: RegExp | null = null

/** Does a text speak to the one who drafts instead of telling something? */
export function givesOrders(text: string): boolean {
  const folded = foldText(text)
  compiled ??= new RegExp(
    `(?<![\\p{L}\\p{N}_])(?:${orders.map(source => source.replaceAll(' ', '[\\s,]+')).join('|')})(?![\\p{L}\\p{N}_])`,
    'u',
  )
  return compiled.test(folded) || markup.test(folded)
}
