"""Whether a message is in another language than English, told by the small words that no food is named with."""

import re
import unicodedata
from typing import Final

from fithub.foods.words import fold

# Verbs of eating, pronouns and small words; none of them is common in English or in the names of dishes.
_SMALL: Final = {
    "Spanish": "comi comio comimos comido desayune desayunar almorce almuerzo cene cenar tome bebi bebido hoy ayer "
    "esta manana yo mi una unos unas dos tres "
    "cuatro huevos tostada tostadas cuanto cuanta cuantas cuantos calorias tiene que quiero he por para quite borra "
    "elimina anade gracias hola",
    "French": "j'ai mange mangee bu pris aujourd'hui hier matin ce midi soir deux trois quatre oeufs tranche "
    "tranches combien dans une des du et avec pour "
    "dejeuner diner je suis mon ma mes merci bonjour supprime ajoute est-ce verre",
    "German": "ich habe hab gegessen getrunken heute gestern morgen zum mittag mittagessen fruhstuck abendessen zwei "
    "drei vier eine einen ein scheibe "
    "scheiben und mit wie viel viele kalorien hat eier brot danke hallo losche bitte glas",
    "Italian": "ho mangiato bevuto oggi ieri colazione pranzo cena due tre quattro uova fetta fette una uno con per "
    "quante calorie grazie ciao stamattina bicchiere ha",
    "Portuguese": "comi comeu bebi hoje ontem cafe da manha almocei jantei dois duas tres quatro ovos fatia fatias "
    "um uma com para quantas calorias obrigado obrigada ola eu",
    "Dutch": "ik heb gegeten gedronken vandaag gisteren ontbijt middageten avondeten twee drie vier een eieren "
    "boterham boterhammen met voor hoeveel bedankt hallo",
    "Swedish": "jag at atit drack druckit idag igar frukost middag tva tre fyra agg skiva skivor och med till hur "
    "manga tack hej ett en",
    "Polish": "zjadlem zjadlam wypilem wypilam dzisiaj wczoraj na sniadanie obiad kolacje dwa trzy cztery jajka "
    "kromka kromki ile kalorii dziekuje czesc jem",
    "Turkish": "yedim ictim bugun dun kahvaltida ogle aksam iki uc dort yumurta dilim ile kac kalori tesekkurler merhaba bir",
    "Indonesian": "saya makan minum tadi hari ini kemarin sarapan siang malam dua tiga empat telur potong dan dengan "
    "untuk berapa kalori terima kasih",
}  # fmt: skip
_BY_LANGUAGE: Final = {language: frozenset(words.split()) for language, words in _SMALL.items()}
_ENGLISH: Final = frozenset(
    "i the of with and for had ate a an my to in at was were is it that this two three some have drank eaten what "
    "how much many today yesterday breakfast lunch dinner "
    "log add delete remove change make undo on from not me you please slice slices cup cups bowl glass".split()
)
_SCRIPTS: Final = {
    "CYRILLIC": "Russian or another language in Cyrillic script",
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "ARABIC": "Arabic or another language in Arabic script",
    "HEBREW": "Hebrew",
    "DEVANAGARI": "Hindi or another language in Devanagari script",
    "THAI": "Thai",
    "GREEK": "Greek",
    "BENGALI": "Bengali",
    "TAMIL": "Tamil",
    "TELUGU": "Telugu",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
}


def foreign_language(text: str) -> str:
    """The language that a message seems to be in, "" for English or where there is no telling."""
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return ""
    scripts = [unicodedata.name(letter, "UNNAMED").split()[0].split("-")[0] for letter in letters]
    strange = [_SCRIPTS[script] for script in scripts if script in _SCRIPTS]
    if len(strange) * 2 > len(letters):
        return max(set(strange), key=strange.count)
    words = re.findall(r"[a-z]+(?:['-][a-z]+)*", fold(text))
    english = sum(word in _ENGLISH for word in words)
    language, hits = max(
        ((name, sum(word in small for word in words)) for name, small in _BY_LANGUAGE.items()), key=lambda pair: pair[1]
    )
    return language if hits >= 2 and hits > english and hits * 4 >= len(words) else ""
