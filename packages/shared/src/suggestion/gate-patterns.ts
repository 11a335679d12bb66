/**
 * What the gate listens for, in English and Russian. Patterns read text folded by `unmaskText` and match whole words only: `B` and `E`
 * stand for the edges of a word, because `\b` knows Latin letters alone.
 */
const edgeStart = '(?<![\\p{L}\\p{N}_])'
const edgeEnd = '(?![\\p{L}\\p{N}_])'

function phrases(sources: readonly string[]): RegExp {
  const body = sources.map(source => source.replaceAll(' ', '[\\s,]+')).join('|')
  return new RegExp(`${edgeStart}(?:${body})${edgeEnd}`, 'u')
}

// The commonest slips of the finger are part of the words: a person who asks for a person in a hurry still gets one.
const enHuman = '(?:hum[ae]ns?|huamn|hooman|human being)'
const enPerson = `(?:pers?o?n|${enHuman}|agent|ope?r[ae]t[oe]r|repres[ea]nt?ative|rep|mana?ger|supervisor|someone|somebody|advis[eo]r|consultant|specialist|colleague|staff(?: member)?|member of staff|support(?: agent| person| team)?|customer (?:service|support|care)|your boss)`
const enWhich =
  '(?:(?:a|an|the|some|your|one of your|another|any) )?(?:(?:real|live|human|actual|proper|senior|support|customer service|sales) )*'
const enBot = '(?:bots?|robots?|machines?|chatbots?|ai)'
const ruPerson =
  '(?:[оа]п{1,2}[еаи]р[ао]тор\\p{L}*|м[еи]не(?:дж|жд)[еи]р\\p{L}*|человек\\p{L}*|людьми|специалист\\p{L}*|сотрудник\\p{L}*|консультант\\p{L}*|администратор\\p{L}*|руководител\\p{L}*|руководств\\p{L}*|начальник\\p{L}*|представител\\p{L}*|кем-нибудь|кем-то|кого-нибудь)'
const ruFiller =
  '(?:(?:мне|меня|нас|нам|пожалуйста|уже|с|со|на|к|вашим|вашего|вашему|ваш|живым|живого|живому|живой|настоящим|настоящего|реальным|нормальным|кем-нибудь из|другим|другого|старшим|бы|можно|сейчас|прямо) ){0,5}'
const ruTalk =
  '(?:п[оа]г[оа]в[оа]рить?|пообщаться|связаться|говорить|общаться|разговаривать|переговорить|соединить?ся)'
const ruAnyPerson =
  '(?:[оа]п{1,2}[еаи]р[ао]тор|м[еи]не(?:дж|жд)[еи]р|человек|консультант|специалист|сотрудник)'

const humanRequested = [
  `(?:speak|speek|talk|chat|connect|connected|transfer|transferred|put me (?:through|thru)|pass me|forward me|hand me over|escalate|escalated)(?: me| this| it| us)?(?: (?:over|directly|please|now))? (?:to|with) ${enWhich}${enPerson}`,
  `(?:want|need|get me|give me|i'd like|i would like|can i have|can i get|could i have|let me have|is there|bring me|prefer) ${enWhich}(?:(?:real|live|human|actual) (?:person|agent|operator|support|help)|${enHuman}|agent|operator|representative|manager|supervisor)(?: (?:please|now|here|available))?`,
  '(?:want|need|get me|give me) (?:a |an |some |another )?(?:person|someone)(?=\\s*(?:please|now|here|to (?:talk|speak|help|call|answer)|[.!?,\\n]|$))',
  '(?:real|live|actual) (?:person|human|agent|operator)(?: please| now)',
  '(?:human|agent|operator|representative|manager|supervisor) please',
  'human (?:support|assistance|help)',
  `(?:someone|somebody|anyone|a person|a human)(?: from (?:your|the) (?:team|staff|support))?(?: to| please)? (?:call|phone|ring|contact|reach) (?:me|us)`,
  'is there any(?:one|body) (?:real|human|there|here|i can (?:talk|speak))',
  'are there (?:any )?(?:real people|humans)(?: here| there)?',
  '(?:can|could|would|will) (?:a|an|some) (?:real |actual |live )*(?:human|person) (?:please )?(?:help|look|answer|reply|respond|check|read|handle|assist|contact)',
  `(?:not|no|don'?t want|do not want|stop|instead of|tired of|enough|refuse|sick of)(?: (?:a|an|the|to|with|of|more|talk|talking|speak|speaking|this|your))* ${enBot}(?!-)`,
  `(?:соедин|переключ|перевед|позов|приглас|подключ|свяж|дайте|дай|зовите)\\p{L}* ${ruFiller}${ruPerson}`,
  `(?:хочу|хотел|хотела|нужно|надо|можно|могу|можете|давайте|лучше|буду|желаю|требую)(?: бы| ли| я)? ${ruFiller}(?:${ruTalk} ${ruFiller})?(?:с|со) (?:вашим |живым |настоящим |реальным |нормальным |старшим |другим )*${ruPerson}`,
  `${ruTalk} ${ruFiller}(?:с|со) (?:вашим |живым |настоящим |реальным |нормальным |старшим |другим )*${ruPerson}`,
  `с кем-нибудь (?:из \\p{L}+ )?${ruTalk}`,
  `(?:нужен|нужна|позовите|требую|хочу|дайте|можно)(?: мне| нам)? (?:живой |живого |настоящий |настоящего |реальный |реального |ваш |вашего )*${ruAnyPerson}\\p{L}{0,2}(?! \\p{N})`,
  `помощь (?:живого )?${ruAnyPerson}\\p{L}*`,
  `${ruAnyPerson}а? (?:дайте|позовите|пригласите|подключите|ответ\\p{L}+)`,
  `пусть (?:\\p{L}+ ){1,3}${ruAnyPerson}`,
  `чтобы (?:\\p{L}+ ){0,2}(?:ответил|связался|перезвонил|помог) ${ruAnyPerson}`,
  `переда(?:йте|й|ть) (?:\\p{L}+ ){1,3}(?:${ruAnyPerson}у|руководству)`,
  '(?:живой|живого|живым|живому) (?:человек|человека|человеком|человеку|оператор\\p{L}*)',
  'живые люди|кто-нибудь живой|есть (?:тут |здесь )?кто живой|(?:тут|здесь) есть кто-нибудь',
  '(?:пере|по)звоните (?:мне|нам)|прошу (?:пере|по)звонить|свяжитесь со мной|свяжитесь с нами',
  '(?:не хочу|не буду|не надо|не нужен|не нужны|хватит|надоел\\p{L}*|убери\\p{L}*|достал\\p{L}*) (?:\\p{L}+ ){0,3}(?:бот\\p{L}{0,2}|робот\\p{L}{0,2})(?!-)',
  'без (?:ботов|роботов)|а не (?:с )?(?:бот\\p{L}{0,2}|робот\\p{L}{0,2}|ии)(?!-)',
]

const humanAlone =
  /^[\s.,!?]*(?:(?:please|пожалуйста)[\s,]+)?(?:operator|agent|person|human|representative|manager|live person|real person|оператор|оператора|менеджер|менеджера|человек|человека|консультант|консультанта)(?:[\s,]+(?:please|now|пожалуйста|дайте))?[\s.,!?]*$/u

const enLawyer = '(?:lawyers?|lawers?|lawyrs?|attorneys?|solicitors?|legal (?:team|department|counsel))'
const legalThreat = [
  `(?:my|our) ${enLawyer}`,
  `(?:consult\\p{L}*|contact\\p{L}*|call\\p{L}*|hir\\p{L}+|(?:spoken?|speak\\p{L}*|talk\\p{L}*) (?:to|with)|seeing|see|got|get\\p{L}*|through) (?:a|an|the|my|our) ${enLawyer}`,
  '(?:lawyer|attorney|solicitor) (?:will|is going to|has)',
  "(?:will|going to|gonna|want to|shall|can|could|i'll|we'll|ready to|prepared to) sue",
  'sue (?:you|your|the (?:company|shop|store))|and sue(?=\\s*(?:[.!,]|$))',
  'suing(?: you)?',
  'lawsuits?|law suit|lea?gal (?:action|proceedings|complaint|claim|steps)|small claims(?: court)?|class action',
  '(?:in|to|before) court(?! (?:street|st|road|lane|avenue|place|yard|side|shoes))',
  'consumer (?:protection|law|rights)(?: agency| authority| office| act)?|trading standards|ombudsman|better business bureau|bbb|ftc',
  'report(?:ed|ing)?(?: \\p{L}+){1,3} to the (?:police|authorities|regulator)',
  '(?:call|contact|go to|going to) the police|fil(?:e|ed|ing) (?:a )?police report',
  'fil(?:e|ed|ing)(?: \\p{L}+){1,3} (?:with|to) the (?:police|authorities|regulator)',
  "(?:break|breaking|against|broke) the law|(?:this|that|it)(?: is|'s) (?:illegal|unlawful)|violat\\p{L}+ (?:of )?(?:my |the |consumer )*(?:law|rights)",
  'breach of contract|press(?:ing)? charges',
  '(?:в|через|до) суд(?:а|е|у|ом)?|судебн\\p{L}+|досудебн\\p{L}+|засуж\\p{L}+|судить?ся|по судам|(?:иначе|или) суд',
  'п[оа]да\\p{L}+(?: \\p{L}+){0,2} (?:в суд|всуд|иск)',
  'иск|иска|иском|иски|исков\\p{L}+ заявлени\\p{L}+',
  'юр[ие]ст\\p{L}*|адвокат\\p{L}*|прокуратур\\p{L}*|роспотребнадзор\\p{L}*',
  'защит\\p{L}+ прав потребител\\p{L}+|закон\\p{L}* о защите прав',
  '(?:пишу|напишу|подам|направлю|отправлю|составлю)(?: \\p{L}+){0,2} (?:претензи\\p{L}+|заявлени\\p{L}+ в полици\\p{L}+)',
  '(?:обращусь|обратиться|заявлю|заявление|пойду|иду) в полици\\p{L}+|вызову полици\\p{L}+',
  '(?:напишу|пишу|пожалуюсь|жалоба|обращусь) в фас',
  'наруша\\p{L}+ (?:закон|(?:мои |наши )?права)|нарушен\\p{L}+ (?:закон\\p{L}*|(?:мои |моих |наши )?прав\\p{L}*)|(?:это|так) (?:незаконно|противозаконно)|противозаконн\\p{L}+',
  'по закону(?: вы)? обязаны|моральн\\p{L}+ (?:ущерб|вред)\\p{L}*|взыщу|взыскать|неустойк\\p{L}+',
  'привлек\\p{L}+ к ответственности|ответственность по закону|уголовн\\p{L}+|статья 159',
]

const urgentRequest = [
  '(?<!not )(?<!not really )(?<!not very )(?:very )?urg[ea]?nt(?:ly)?(?! (?:delivery|shipping|deliver|ship|order delivery))',
  'emergency(?! (?:radio|call|button|light|lamp|kit|exit|contact|sos|power|charger|battery))|life (?:or|and) death',
  '(?:need|want|require|fix|answer|help|respond|reply|stop|cancel)(?: \\p{L}+){0,4} (?:im{1,2}ediatel?y|right now|right away|straight away|at once|asap|this minute|this instant)',
  '(?:caught|on|catching) fire(?! tv| stick)|exploded|exploding|electric shock|shocked me',
  "(?:is|are|it's|its|was|started|starts|keeps) (?:smoking|sparking|burning|swelling|melting)|smoke (?:is )?(?:coming|comes|came)|sparks? (?:come|comes|came|coming|fl\\p{L}+)",
  '(?:plug|charger|cable|adapter|battery|case|socket|wire)(?: has| is)? melted|swollen battery|battery (?:is |has )?(?:swollen|leaking)|leaking (?:battery|acid)',
  'burn(?:ed|t)? (?:my|his|her|our) \\p{L}+|smell\\p{L}*(?: \\p{L}+)? (?:burning|burnt|burned|smoke)|burning smell',
  '(?:son|daughter|child|kid|baby|dog|cat) (?:has )?swallowed',
  "(?:account|card|profile)(?: has been| was| is| got)? hacked|hacked (?:my|our)|(?:someone|somebody) (?:is using|used|stole|emptied) my|payments? i did(?:n't| not) make|did(?:n't| not) authori[sz]e|unauthori[sz]ed (?:charge|payment|transaction|withdrawal)",
  '(?:fly|flight leaves|plane leaves|train leaves|leave|leaving) in (?:\\p{L}+|\\p{N}+) (?:hours?|minutes?)|within (?:the|an|one) hour',
  "(?<!no )(?<!not in a )(?<!any )hurry|time is running out|(?:can'?t|cannot|can not) wait(?! to| for)",
  '(?<!не )(?<!совсем не )сро{1,2}чь?но(?!(?: \\p{L}+)? достав)|(?<!не )(?:срочный|срочное|срочная(?! доставка))|немедленно|экстренн\\p{L}+|неотложн\\p{L}+',
  'прямо сейчас (?:ответ|реш|помог)\\p{L}+|(?:ответ|реш|помог|нужно)\\p{L}* прямо сейчас',
  '(?:помог|ответ|реш)\\p{L}+(?: \\p{L}+)? (?:скорее|поскорее|побыстрее|быстрее)|(?:скорее|поскорее|побыстрее|быстрее) (?:ответ|помог|реш)\\p{L}+|(?:поскорее|побыстрее) пожалуйста',
  'ответ\\p{L}+ как можно (?:скорее|быстрее)',
  'не могу (?:больше|дольше) ждать|ждать больше (?:нельзя|не могу)|времени нет|(?:время|дело) не терпит|жизни и смерти',
  'загорел(?:ся|ась|ось|ись)(?! (?:индикатор|лампочка|лампа|экран|светодиод|диод|подсветка))|взорвал\\p{L}*|(?:сильно )?дымит\\p{L}*|задымил\\p{L}*|(?:идет|пошел|валит) дым|искрит\\p{L}*',
  '(?:заряд\\p{L}*|устройство|телефон|адаптер|провод|аккумулятор|розетка|батарея|пауэрбанк) горит(?! \\p{L}+ ?(?:цвет|индикатор))',
  '(?:ударил\\p{L}*|бьет|бьется) током|вздул\\p{L}* (?:аккумулятор|батаре|пауэрбанк|повербанк)\\p{L}*|(?:аккумулятор|батарея|пауэрбанк) вздул\\p{L}*|раздул\\p{L}* (?:аккумулятор|батаре)\\p{L}*|(?:аккумулятор|батарею) раздул\\p{L}*',
  '(?:запах|пахнет|воняет) (?:гари|гарью|пален\\p{L}+)|обжег\\p{L}*|обожг\\p{L}*|расплавил\\p{L}*|плавится|проглотил\\p{L}*',
  '(?:батаре\\p{L}+|аккумулятор) (?:течет|потек\\p{L}*|протек\\p{L}*)|(?:потек|протек)\\p{L}* (?:батаре|аккумулятор)\\p{L}*',
  'взломал\\p{L}*|взломан\\p{L}*|украли (?:карту|деньги|аккаунт)|списали(?: деньги)? (?:без|дважды|два раза)',
  '(?:вылетаю|улетаю|уезжаю|самолет|рейс|поезд) через (?:\\p{L}+|\\p{N}+) (?:час|минут)\\p{L}*',
]

const negativeWords = [
  'ter+ibl[ey]|awful|worst|hor+ibl[ey]|ridiculous|unac+eptable|disgusting|disgrace(?:ful)?|appalling|dreadful|atrocious|scam|scammers?|fraud|useless|angry(?! birds)|(?<!fast and )furious|fed up|pathetic|rip-?off|rip off|ripped (?:me|us) off|wtf|bullshit|crap|sucks|hate(?!-)|dis+ap+oint(?:ed|ing)|incompetent|outrageous|joke of a|sick of|waste of (?:time|money)|never (?:again|buy)|not happy|unhappy|complaint|complain|lied|liars?|stole|rude',
  "(?:total|complete|absolute|utter|pure|is|it's|its|just|such) (?:garbage|rubbish|trash)|annoyed|annoying|frustrat\\p{L}+|(?:i am|i'm|im|so|very|really) upset|(?:this|it|that)(?: is|'s) a joke|are you (?:kidding|serious(?=[?!]))|shame on you|shameful|cheated|deceived|regret (?:buying|this|my)|losing (?:my )?patience|patience is over|had enough|insulting|insulted",
  'ужас|ужаст?н\\p{L}+|кошмар\\p{L}*|отвратительн\\p{L}+|безобрази\\p{L}+|возмут\\p{L}+|возмущ\\p{L}+|недовол\\p{L}+|р[ао]з[ао]ч[ао]рова\\p{L}+|(?<!без )обман\\p{L}*|мошенни\\p{L}+|хамств\\p{L}+|хам[ия]т\\p{L}*|достали|надоел\\p{L}*|позор\\p{L}*|бред|худш\\p{L}+ (?:магазин|сервис|служб|опыт|компани|обслужив|товар|покупк|качеств|поддержк)\\p{L}*|издева\\p{L}+|сколько можно|больше никогда|никогда больше|ненавижу|(?<!нет )жалоб(?:а|у|ы|ой|ою)|жалуюсь|пожаловаться|пожалуюсь|бесит|врете|соврали|наплева\\p{L}+|плевать|беспредел|некомпетентн\\p{L}+',
  'развод(?! (?:кофе|чая|клея|кабел))|разводил\\p{L}*|разводят|лохотрон\\p{L}*|говн\\p{L}+|дерьм\\p{L}+|хрень|херн\\p{L}+|отстой|фигн\\p{L}+|дрянь|барахло|халтур\\p{L}+|нагл\\p{L}+|обидно|злой как|в бешенстве|в ярости|терпени\\p{L}+ (?:кончил|закончил|лопнул)\\p{L}*|потерял\\p{L}* терпение|зря потрат\\p{L}+|зря потрачен\\p{L}+|выброшенн\\p{L}+ деньги|(?<!не )жалею|что шутите|это шутка|стыдно',
]

const injection = [
  '(?:ignore|disregard|forget|override|bypass)(?: \\p{L}+){0,4} (?:instructions?|prompts?|rules|guidelines|directions|above|context|programming)',
  '(?:system|developer|hidden|initial|original|secret) (?:prompt|message|instructions?)',
  'ignorier\\p{L}* alle|ignora (?:todo|todas)|ignorez (?:tout|toutes)|忽略',
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
