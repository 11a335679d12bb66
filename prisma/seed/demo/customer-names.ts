import type { DemoLanguage } from './demo.types.ts'
import { drawChance, drawOne, type Random } from './draw-random.ts'

/** A customer as the history needs one. `email` is missing for visitors who did not leave it. */
export interface Customer {
  readonly name: string
  readonly firstName: string
  readonly gender: 'm' | 'f'
  readonly email?: string
}

const firstNamesEn =
  'Emma Liam Olivia Noah Hannah Lucas Clara Felix Mia Oscar Julia Simon Alice Victor Laura Adrian Nora Hugo Elena Marco Sofia Leon Ines Paul Freya Jonas Amelie Ruben Greta Niall Saoirse Mateo Zofia Tobias Lena Emil'.split(
    ' ',
  )
const lastNamesEn =
  'Carter Meyer Novak Rossi Bennett Larsen Dubois Fischer Kowalski Hughes Santos Berg Walsh Moreau Lindgren Palmer Costa Weber Horvat Doyle Nilsen Ferrari Keller Murphy Jansen Silva Brandl Quinn Peeters Holm Marino Foster Vogel Byrne Lopez Haas'.split(
    ' ',
  )

/** Given name, gender, Latin spelling for the e-mail. */
const firstNamesRu: readonly (readonly [string, 'm' | 'f', string])[] = [
  ['Алексей', 'm', 'alexey'],
  ['Мария', 'f', 'maria'],
  ['Дмитрий', 'm', 'dmitry'],
  ['Елена', 'f', 'elena'],
  ['Сергей', 'm', 'sergey'],
  ['Ольга', 'f', 'olga'],
  ['Павел', 'm', 'pavel'],
  ['Наталья', 'f', 'natalia'],
  ['Игорь', 'm', 'igor'],
  ['Светлана', 'f', 'svetlana'],
  ['Артём', 'm', 'artem'],
  ['Юлия', 'f', 'yulia'],
  ['Роман', 'm', 'roman'],
  ['Ксения', 'f', 'ksenia'],
  ['Максим', 'm', 'maxim'],
  ['Вера', 'f', 'vera'],
  ['Кирилл', 'm', 'kirill'],
  ['Дарья', 'f', 'daria'],
  ['Николай', 'm', 'nikolay'],
  ['Ирина', 'f', 'irina'],
]

/** Family name in both forms and its Latin spelling. */
const lastNamesRu: readonly (readonly [string, string, string])[] = [
  ['Орлов', 'Орлова', 'orlov'],
  ['Белов', 'Белова', 'belov'],
  ['Зайцев', 'Зайцева', 'zaytsev'],
  ['Лебедев', 'Лебедева', 'lebedev'],
  ['Комаров', 'Комарова', 'komarov'],
  ['Громов', 'Громова', 'gromov'],
  ['Фролов', 'Фролова', 'frolov'],
  ['Ершов', 'Ершова', 'ershov'],
  ['Титов', 'Титова', 'titov'],
  ['Власов', 'Власова', 'vlasov'],
  ['Крылов', 'Крылова', 'krylov'],
  ['Жуков', 'Жукова', 'zhukov'],
  ['Панин', 'Панина', 'panin'],
  ['Рябов', 'Рябова', 'ryabov'],
  ['Сафонов', 'Сафонова', 'safonov'],
  ['Тихонов', 'Тихонова', 'tikhonov'],
]

function drawPerson(random: Random, language: DemoLanguage): Customer & { readonly latin: string } {
  if (language === 'en') {
    const firstName = drawOne(random, firstNamesEn)
    const lastName = drawOne(random, lastNamesEn)
    return {
      name: `${firstName} ${lastName}`,
      firstName,
      gender: 'm',
      latin: `${firstName}.${lastName}`.toLowerCase(),
    }
  }
  const [firstName, gender, latinFirst] = drawOne(random, firstNamesRu)
  const [male, female, latinLast] = drawOne(random, lastNamesRu)
  const lastName = gender === 'm' ? male : female
  const ending = gender === 'm' ? '' : 'a'
  return { name: `${firstName} ${lastName}`, firstName, gender, latin: `${latinFirst}.${latinLast}${ending}` }
}

/** A customer nobody in `taken` shares a name with; the name is added to it. About 60 in 100 leave an e-mail address. */
export function drawCustomer(random: Random, language: DemoLanguage, taken: Set<string>): Customer {
  let person = drawPerson(random, language)
  while (taken.has(person.name)) person = drawPerson(random, language)
  taken.add(person.name)
  const { name, firstName, gender, latin } = person
  const base = { name, firstName, gender }
  if (!drawChance(random, 0.6)) return base
  return { ...base, email: `${latin}@${drawOne(random, ['example.com', 'example.org', 'example.net'])}` }
}
