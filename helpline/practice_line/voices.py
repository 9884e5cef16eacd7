"""The languages in which the carrier can speak: those of its own client library's `SayLanguage`.

There is no Kazakh among them, so whatever is said in Kazakh must be a recording.
"""

NO_VOICE = 13511  # "Say: Invalid voice value"
_SHORT = frozenset({"en", "en-gb", "es", "fr", "de"})  # of the two oldest voices
_LANGUAGES = frozenset({
    "af-ZA", "am-ET", "ar-AE", "ar-XA", "arb", "bg-BG", "bn-IN", "ca-ES", "cmn-CN", "cmn-TW", "cs-CZ",
    "cy-GB", "da-DK", "de-AT", "de-DE", "el-GR", "en-AU", "en-CA", "en-GB", "en-GB-WLS", "en-IE",
    "en-IN", "en-NZ", "en-US", "en-ZA", "es-ES", "es-MX", "es-US", "fi-FI", "fil-PH", "fr-BE", "fr-CA",
    "fr-FR", "gu-IN", "he-IL", "hi-IN", "hu-HU", "id-ID", "is-IS", "it-IT", "ja-JP", "kn-IN", "ko-KR",
    "lv-LV", "ml-IN", "mr-IN", "ms-MY", "nb-NO", "nl-BE", "nl-NL", "pa-IN", "pl-PL", "pt-BR", "pt-PT",
    "ro-RO", "ru-RU", "sk-SK", "sr-RS", "sv-SE", "ta-IN", "te-IN", "th-TH", "tr-TR", "uk-UA", "vi-VN",
    "yue-HK", "zh-CN", "zh-HK", "zh-TW",
})  # fmt: skip


def has_voice(language: str) -> bool:
    return language in _LANGUAGES or language in _SHORT
