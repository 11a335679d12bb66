/** Words too common to tell passages apart. They do tell languages apart, which is the list's second use. */
export const stopWords = {
  en: new Set(
    `a about above after again all also am an and any are aren't as at away be because been before being below between both but by
    can can't could couldn't did didn't do does doesn't doing don't down during each few for from further get got had has have
    haven't having he hello her here hers hey hi him his how i i'd i'll i'm i've if in into is isn't it it's its itself just know let
    like long may me might more most much must my need no nor not now of off on once one ones only or other our ours out over own per please
    same she should so some such take takes tell than thank thanks that that's the their theirs them then there these they this those
    through to too under until up us very want was wasn't we we're were what what's when where which while who whom why will
    with won't would yes yet you you'd you'll you're your yours`.split(/\s+/),
  ) as ReadonlySet<string>,
  ru: new Set(
    `а без более бы был была были было быть в вам вами вас ваш ваша ваше ваши весь во вот все всего всех вы где да даже для до
    его ее ей ему если есть еще же за здравствуйте здесь и из или им ими их к как какая какие какой ко когда кто ли либо лишь меня
    мне мной можно мой моя мое мои мы на над надо нам нами нас наш наша наше наши не него нее ней нему нет ни ним ними них но
    ну о об однако он она они оно от очень по под пожалуйста после при про просто с сам сама сами свой свои себя со спасибо
    так также такая такие такой там те тебе тебя тем то тобой тогда того тоже той только том тот ту ты у уж уже хочу
    чего чем через что чтобы чье чья эта эти это этого этой этом этот эту я привет добрый день нужно нужен нужна
    сколько идет долго подскажите скажите расскажите бывает будет будут делать`.split(/\s+/),
  ) as ReadonlySet<string>,
} as const
