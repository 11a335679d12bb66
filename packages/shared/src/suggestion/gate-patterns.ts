/**
 * What the gate listens for, in English and Russian. Patterns read text folded by `foldText` and match whole words only: `B` and `E`
 * stand for the edges of a word, because `\b` knows Latin letters alone.
 */
const edgeStart = '(?<![\\p{L}\\p{N}_])'
const edgeEnd = '(?![\\p{L}\\p{N}_])'

function phrases(sources: readonly string[]): RegExp {
  const body = sources.map(source => source.replaceAll(' ', '[\\s,]+')).join('|')
  return new RegExp(`${edgeStart}(?:${body})${edgeEnd}`, 'u')
}

const enPerson =
  '(?:person|human|human being|agent|operator|representative|rep|manager|supervisor|someone|somebody|advisor|adviser|consultant|specialist|staff(?: member)?|member of staff|support agent|support person|customer service|your boss)'
const enWhich =
  '(?:(?:a|an|the|some|your|one of your|another|any) )?(?:(?:real|live|human|actual|proper|senior|support|customer service|sales) )*'
const ruPerson =
  '(?:оператор\\p{L}*|менеджер\\p{L}*|человек\\p{L}*|людьми|специалист\\p{L}*|сотрудник\\p{L}*|консультант\\p{L}*|администратор\\p{L}*|руководител\\p{L}*|начальник\\p{L}*|представител\\p{L}*|кем-нибудь|кем-то)'
const ruFiller =
  '(?:(?:мне|меня|нас|нам|пожалуйста|уже|с|со|на|к|вашим|вашего|вашему|ваш|живым|живого|живому|живой|настоящим|настоящего|реальным|нормальным|кем-нибудь из|другим|другого|старшим|бы|можно|сейчас|прямо) ){0,5}'

const humanRequested = [
  `(?:speak|talk|chat|connect|connected|transfer|transferred|put me through|pass me|hand me over|escalate|escalated)(?: me| this| it| us)?(?: (?:over|directly|please|now))? (?:to|with) ${enWhich}${enPerson}`,
  `(?:want|need|get me|give me|i'd like|i would like|can i have|can i get|could i have|let me have|is there|bring me) ${enWhich}(?:(?:real|live|human|actual) (?:person|agent|operator|support|help)|human|human being|agent|operator|representative|manager|supervisor)(?: (?:please|now|here|available))?`,
  '(?:want|need|get me|give me) (?:a |an |some |another )?(?:person|someone)(?=\\s*(?:please|now|here|to (?:talk|speak|help|call|answer)|[.!?,\\n]|$))',
  '(?:real|live|actual) (?:person|human|agent|operator)(?: please| now)',
  '(?:human|agent|operator|representative|manager|supervisor) please',
  "(?:not|no|don't want|do not want|stop|instead of|tired of)(?: (?:a|an|the|to|with|talk|talking|speak|speaking|this|your))* (?:bot|bots|robot|robots|machine|chatbot|ai)",
  `(?:соедин|переключ|перевед|позов|приглас|подключ|свяж|дайте|дай|зовите)\\p{L}* ${ruFiller}${ruPerson}`,
  `(?:хочу|хотел|хотела|нужно|надо|можно|могу|можете|давайте|лучше|буду|желаю|требую)(?: бы| ли| я)? ${ruFiller}(?:(?:поговорить|пообщаться|связаться|говорить|общаться|разговаривать|переговорить|соединиться) ${ruFiller})?(?:с|со) (?:вашим |живым |настоящим |реальным |нормальным |старшим |другим )*${ruPerson}`,
  `(?:поговорить|пообщаться|связаться|разговаривать|общаться) ${ruFiller}(?:с|со) (?:вашим |живым |настоящим |реальным |нормальным |старшим |другим )*${ruPerson}`,
  '(?:нужен|нужна|позовите|требую|хочу|дайте) (?:живой |живого |настоящий |настоящего |реальный |реального |ваш |вашего )*(?:оператор\\p{L}*|менеджер\\p{L}*|консультант\\p{L}*|человек|человека|специалист\\p{L}*|руководител\\p{L}*)(?! \\p{N})',
  '(?:живой|живого|живым|живому) (?:человек|человека|человеком|человеку|оператор\\p{L}*)',
  '(?:не|без|хватит|надоел) (?:\\p{L}+ ){0,3}(?:бот|бота|боту|ботом|робот|робота|роботом|робота)',
]

const humanAlone =
  /^[\s.,!?]*(?:(?:please|пожалуйста)[\s,]+)?(?:operator|agent|human|representative|manager|оператор|оператора|менеджер|менеджера|человек|человека|консультант|консультанта)(?:[\s,]+(?:please|пожалуйста))?[\s.,!?]*$/u

const legalThreat = [
  '(?:my|our|a|the) (?:lawyer|lawyers|attorney|solicitor|legal team)',
  '(?:lawyer|attorney|solicitor) (?:will|is going to|has)',
  "(?:will|going to|gonna|want to|shall|can|could|i'll|we'll|ready to|prepared to) sue",
  'sue (?:you|your|the (?:company|shop|store))',
  'suing(?: you)?',
  'law ?suit|legal action|legal proceedings|small claims(?: court)?|class action',
  '(?:take|taking|see|took)(?: \\p{L}+){0,3} (?:to|in) court',
  'consumer (?:protection|rights)(?: agency| authority| office| act)?|trading standards|ombudsman|better business bureau',
  '(?:report|reporting)(?: \\p{L}+){1,3} to the (?:police|authorities|regulator)',
  '(?:call|contact|go to|going to) the police',
  '(?:в|через|до) суд(?:а|е|у|ом)?|судебн\\p{L}+|досудебн\\p{L}+|засуж\\p{L}+|подам(?: \\p{L}+){0,2} иск',
  'иск|иска|иском|иски|исков\\p{L}+ заявлени\\p{L}+',
  'юрист\\p{L}*|адвокат\\p{L}*|прокуратур\\p{L}*|роспотребнадзор\\p{L}*',
  'защит\\p{L}+ прав потребител\\p{L}+|закон\\p{L}* о защите прав',
  '(?:напишу|подам|направлю|отправлю|составлю)(?: \\p{L}+){0,2} (?:претензи\\p{L}+|заявлени\\p{L}+ в полици\\p{L}+)',
  '(?:обращусь|обратиться|заявлю|заявление|пойду|иду) в полици\\p{L}+',
]

const urgentRequest = [
  'urgent(?! (?:delivery|shipping|order delivery))|urgently(?! (?:deliver|ship))|very urgent|emergency|life or death',
  '(?:need|want|require|fix|answer|help|respond|reply)(?: \\p{L}+){0,3} (?:immediately|right now|asap|this minute|this instant)',
  '(?:caught|on|catching) fire(?! tv| stick)|(?:started|starts|keeps) (?:smoking|sparking|burning)|exploded|exploding|electric shock|shocked me|smell of (?:burning|smoke)|swollen battery|battery (?:is |has )?swollen',
  'срочно(?!(?: \\p{L}+)? достав)|срочный|срочное|срочная(?! доставка)|немедленно|экстренн\\p{L}+|неотложн\\p{L}+|прямо сейчас ответьте',
  'загорел(?:ся|ась|ось|ись)(?! (?:индикатор|лампочка|лампа|экран|светодиод|диод|подсветка))|взорвал\\p{L}*|(?:сильно )?дымит\\p{L}*|искрит\\p{L}*|(?:ударил\\p{L}*|бьет|бьется) током|вздул\\p{L}* (?:аккумулятор|батаре)\\p{L}*|(?:аккумулятор|батарея) вздул\\p{L}*|пахнет гарью',
]

const negativeWords = [
  'terrible|awful|worst|horrible|ridiculous|unacceptable|disgusting|disgrace(?:ful)?|appalling|scam|scammers?|fraud|useless|angry|furious|fed up|pathetic|rip ?-?off|wtf|bullshit|crap|hate|disappointed|disappointing|incompetent|outrageous|joke of a|sick of|waste of (?:time|money)|never (?:again|buy)|not happy|unhappy|complaint|complain|lied|liars?|stole|rude',
  'ужас|ужасн\\p{L}+|кошмар\\p{L}*|отвратительн\\p{L}+|безобрази\\p{L}+|возмут\\p{L}+|возмущ\\p{L}+|недовол\\p{L}+|разочаров\\p{L}+|обман\\p{L}*|мошенни\\p{L}+|хамств\\p{L}+|хамит\\p{L}*|достали|надоел\\p{L}*|позор\\p{L}*|бред|худш\\p{L}+|издева\\p{L}+|сколько можно|больше никогда|никогда больше|ненавижу|жалоб\\p{L}+|жалуюсь|пожал\\p{L}+ ?уюсь|бесит|врете|соврали|наплева\\p{L}+|плевать|беспредел|некомпетентн\\p{L}+',
]

const injection = [
  '(?:ignore|disregard|forget|override|bypass)(?: \\p{L}+){0,4} (?:instructions?|prompts?|rules|guidelines|directions|above|context|programming)',
  '(?:system|developer|hidden|initial|original|secret) (?:prompt|message|instructions?)',
  '(?:reveal|show|print|repeat|output|leak|tell me|give me|display)(?: \\p{L}+){0,4} (?:your |the )?(?:prompt|instructions|system message|configuration|api key|training data)',
  'you are (?:now|no longer) (?:a|an|in|the|my|dan|bound|restricted)|act as (?:a|an|if|dan)|pretend (?:to be|you are|that you)|developer mode|jailbreak|do anything now|roleplay as',
  "(?:other|another|all|previous) (?:customers?|users?|clients?)(?:'s?)? (?:data|emails?|orders?|names?|phones?|addresses?|messages?|details|conversations?)",
  '(?:mark|flag|set)(?: \\p{L}+){0,3} as (?:approved|auto ?-?send|resolved)|confidence (?:is|to|of|score) ?1',
  '(?:игнорируй|проигнорируй|забудь|отмени|не учитывай|обойди)\\p{L}*(?: \\p{L}+){0,4} (?:инструкци\\p{L}+|правил\\p{L}*|указани\\p{L}+|промпт\\p{L}*|ограничени\\p{L}+)',
  '(?:системн\\p{L}+|скрыт\\p{L}+|исходн\\p{L}+|секретн\\p{L}+) (?:промпт\\p{L}*|инструкци\\p{L}+|сообщени\\p{L}+)',
  '(?:покажи|выведи|раскрой|повтори|напечатай|расскажи|скажи)\\p{L}*(?: \\p{L}+){0,4} (?:промпт\\p{L}*|инструкци\\p{L}+|настройки|api ключ\\p{L}*)',
  'ты теперь (?:не )?\\p{L}+|притворись|представь, что ты|режим разработчика',
  '(?:данные|заказы|телефоны|адреса|переписк\\p{L}+|сообщения|почт\\p{L}+) (?:других|другого|всех|чужи\\p{L}+) (?:клиент\\p{L}*|покупател\\p{L}*|пользовател\\p{L}*)',
]

/** Fences and chat-markup that have no business in a customer's message. */
const markup =
  /<\/?(?:system|assistant|instructions?|evidence|customer|s|inst)>|\[\/?(?:inst|system)\]|<\|[a-z_]+\|>|###\s*(?:system|instruction|assistant)|(?:^|\n)\s*(?:system|assistant)\s*:/u

export interface GatePatterns {
  readonly humanRequested: RegExp
  readonly humanAlone: RegExp
  readonly legalThreat: RegExp
  readonly urgentRequest: RegExp
  readonly negative: RegExp
  readonly injection: RegExp
  readonly markup: RegExp
}

let compiled: GatePatterns | null = null

/** Compiled at first use and kept. */
export function gatePatterns(): GatePatterns {
  compiled ??= {
    humanRequested: phrases(humanRequested),
    humanAlone,
    legalThreat: phrases(legalThreat),
    urgentRequest: phrases(urgentRequest),
    negative: new RegExp(phrases(negativeWords).source, 'gu'),
    injection: phrases(injection),
    markup,
  }
  return compiled
}
