/**
 * Words that lead people to the same page of a help centre though they name different things: who lost money asks what the article
 * on fraud answers. Looser than the concepts, and so for ranking alone: a passage that shares them is more likely, never proven.
 */
const groups: readonly string[] = [
  'fraud fraudulent steal stole stolen theft thief rob robbed scam scammed suspicious unauthorised unauthorized hack hacked мошенник мошенничество украли украсть кража подозрительный взлом взломали',
  'money cash fund funds dollar dollars euro euros cent transfer transferred withdraw withdrew деньги средства перевод перевели снять сняли',
  'account balance bank statement счет баланс банк выписка',
  'doctor doc dr physician clinic medical врач доктор клиника',
  'medicine medication meds pill pills prescription dose symptom лекарство таблетки рецепт симптом',
  'hotel inn hostel motel lodge room suite отель гостиница хостел номер',
  'flight plane airplane aeroplane airline fly airport рейс самолет авиабилет аэропорт лететь',
  'taxi cab ride driver pickup такси поездка водитель машина',
  'train railway station rail поезд вокзал электричка',
  'direction directions route way path map navigate lost маршрут дорога путь карта добраться заблудился',
  'restaurant dinner lunch eat dine table food meal cuisine ресторан кафе ужин обед еда столик',
  'book booking reserve reservation забронировать бронь бронирование',
  'appointment schedule meeting meet calendar запись записать встреча расписание',
  'party guest guests invite invitation attend rsvp вечеринка гость приглашение',
  'weather rain sunny snow temperature forecast погода дождь снег прогноз',
  'apartment flat rent rental landlord viewing квартира аренда снять',
  'change modify update edit alter switch изменить поменять обновить править',
  'delete remove erase clear wipe удалить стереть убрать очистить',
  'password login signin access locked unlock credentials пароль вход доступ заблокирован',
  'email mail e-mail inbox message gmail почта письмо сообщение',
  'photo picture image pic camera album фото снимок картинка изображение',
  'video movie film clip youtube видео фильм ролик',
  'file document attachment folder download upload файл документ папка вложение скачать загрузить',
  'backup export import copy sync synchronise synchronize копия экспорт импорт синхронизация',
  'website site page web url link сайт страница ссылка',
  'browser chrome firefox safari браузер',
  'search find look lookup query искать поиск найти',
  'hide conceal invisible private privacy скрыть спрятать приватный',
  'show display view see visible показать видеть отобразить',
  'share sharing shared collaborate поделиться общий',
  'error bug fail failed failure problem issue trouble ошибка сбой проблема неполадка',
  'slow lag hang freeze frozen stuck медленно тормозит завис',
  'wifi wireless internet network connection вайфай интернет сеть соединение',
  'parking park car garage парковка стоянка машина',
  'breakfast buffet завтрак',
  'pet pets dog dogs cat cats animal питомец собака кошка животное',
  'kid kids child children baby family ребенок дети семья',
  'disabled wheelchair accessible accessibility инвалид коляска доступность',
  'smoke smoking cigarette курить курение',
  'alcohol beer wine bar drink алкоголь пиво вино бар напиток',
  'vegetarian vegan gluten allergy diet вегетарианский веган аллергия диета',
  'late delay delayed overdue waiting wait опоздание задержка ждать опаздывает',
  'luggage baggage suitcase bag багаж чемодан сумка',
  'ticket tickets fare pass билет проезд',
  'stop notification notifications alert mute уведомление оповещение',
  'friend contact follower подруга друг контакт',
  'address location where area адрес место район',
  'open opening hours close closing открыто закрыто часы',
  'multiple several many various couple несколько много разные',
  'computer pc laptop desktop mac machine device компьютер ноутбук устройство',
  'phone mobile cell smartphone iphone android телефон смартфон мобильный',
  'oldest earliest first original старый первый ранний',
  'newest latest recent last новый последний недавний',
  'retrieve restore recover regain return undelete восстановить вернуть',
  'exact exactly literal literally verbatim precise precisely точно точный дословно буквально',
  'offline local locally download save store keep сохранить офлайн локально',
  'large larger big bigger huge increase more большой увеличить больше',
  'small smaller little decrease reduce shrink fewer less маленький уменьшить меньше',
  'create make generate construct build add new создать сделать добавить',
  'allow let permit permission enable разрешить включить позволить',
  'prevent disable block forbid deny turn запретить отключить заблокировать',
  'people person user member somebody someone anyone люди человек пользователь участник',
  'copy paste duplicate clone копировать вставить дублировать',
  'move shift migrate transfer import переместить перенести',
  'sort order arrange organise organize group сортировать упорядочить',
  'send sent forward deliver dispatch отправить переслать',
  'fast quick quickly speed rapid easy easiest simple быстро просто легко',
  'count number amount total how количество число сколько',
  'text word words font formatting format style текст слово шрифт формат',
  'read unread seen viewed прочитать прочитано',
  'old history past previous earlier история прошлый раньше',
  'safe secure security protect безопасный защита',
  'automatic automatically auto schedule scheduled автоматически',
  'language translate translation english язык перевод',
  'difference compare versus better разница сравнить лучше',
  'free trial gratis бесплатно',
  'broken break damaged damage crack defective сломан повреждение дефект',
]

let byStem: Map<string, readonly string[]> | null = null

/** Names of the groups a word belongs to. `stem` is what `stemWord` returns. */
export function relatedOf(stem: string, stemWord: (word: string) => string): readonly string[] {
  if (byStem === null) {
    byStem = new Map()
    for (const [at, words] of groups.entries()) {
      for (const known of new Set(words.split(' ').map(stemWord))) {
        byStem.set(known, [...(byStem.get(known) ?? []), `~${at}`])
      }
    }
  }
  return byStem.get(stem) ?? []
}
