// The telephone's own words in its three languages; what is spoken on the line is the line's.

export const WORDS = {
  en: {
    practice: "Practice line: no real call leaves this machine",
    language: "Language",
    youHear: "You hear",
    yourVoice: "Your voice",
    keypad: "Keypad",
    dial: "Call 111",
    hangUp: "Hang up",
    withhold: "Withhold my number",
    number: "Sample number:",
    noLine: "No connection to the line. Trying again…",
    noMicrophone: "No microphone: you can listen and press keys, but nobody hears you.",
    state: { idle: "Ready to call", queued: "Calling…", ringing: "Calling…", "in-progress": "Connected",
      completed: "The call is over", over: "The call is over" },
    hears: { nothing: "", recording: "You hear a recording", person: "You are talking with a person",
      hold: "Please wait: you are on hold" },
  },
  ru: {
    practice: "Учебная линия: настоящий звонок не совершается",
    language: "Язык",
    youHear: "Вы слышите",
    yourVoice: "Ваш голос",
    keypad: "Клавиши",
    dial: "Позвонить 111",
    hangUp: "Положить трубку",
    withhold: "Скрыть мой номер",
    number: "Номер-образец:",
    noLine: "Нет связи с линией. Пробуем снова…",
    noMicrophone: "Нет микрофона: можно слушать и нажимать клавиши, но вас не слышно.",
    state: { idle: "Можно звонить", queued: "Звоним…", ringing: "Звоним…", "in-progress": "Соединено",
      completed: "Звонок завершён", over: "Звонок завершён" },
    hears: { nothing: "", recording: "Звучит запись", person: "Вы говорите с человеком",
      hold: "Подождите: вы на удержании" },
  },
  kk: {
    practice: "Оқу желісі: нақты қоңырау шалынбайды",
    language: "Тіл",
    youHear: "Сіз естисіз",
    yourVoice: "Дауысыңыз",
    keypad: "Пернелер",
    dial: "111-ге қоңырау шалу",
    hangUp: "Тұтқаны қою",
    withhold: "Нөмірімді жасыру",
    number: "Үлгі нөмір:",
    noLine: "Желімен байланыс жоқ. Қайта қосылып жатырмыз…",
    noMicrophone: "Микрофон жоқ: тыңдауға және пернелерді басуға болады, бірақ сізді ешкім естімейді.",
    state: { idle: "Қоңырау шалуға болады", queued: "Қоңырау шалынып жатыр…", ringing: "Қоңырау шалынып жатыр…",
      "in-progress": "Қосылды", completed: "Қоңырау аяқталды", over: "Қоңырау аяқталды" },
    hears: { nothing: "", recording: "Жазба ойнап тұр", person: "Сіз адаммен сөйлесіп тұрсыз",
      hold: "Күте тұрыңыз: қоңырау ұсталып тұр" },
  },
};

/** The language the page was last used in, else the browser's, else Kazakh. */
export function firstLanguage(stored, wished) {
  const known = [stored, ...wished.map((tag) => tag.slice(0, 2))];
  return known.find((language) => language in WORDS) ?? "kk";
}
