"""Names and what people say of themselves, by language and script."""

# ruff: noqa: RUF001
# Letters of other scripts that look like Latin ones are meant as they are.

from dataclasses import dataclass


@dataclass(frozen=True)
class Names:
    """What people are called somewhere."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    handles: tuple[str, ...]
    """First names as handles have them: in plain letters, in the order of `first`."""
    family_first: bool = False
    apart: str = " "


def _names(first: str, last: str, handles: str, *, family_first: bool = False, apart: str = " ") -> Names:
    return Names(tuple(first.split()), tuple(last.split()), tuple(handles.split()), family_first, apart)


NAMES = {
    "english": _names(
        "Ava Ben Chloe Daniel Ella Finn Grace Harper Isla Jack Kayla Liam Mia Noah Olivia Riley Sam Zoë",
        "Baker Carter Davis Evans Foster Gray Hughes Jones Kelly Lewis Miller O'Neil Parker Reed Smith Turner Walker Young",
        "ava ben chloe daniel ella finn grace harper isla jack kayla liam mia noah olivia riley sam zoe",
    ),
    "spanish": _names(
        "Adrián Alejandra Álvaro Ana Camila Diego Elena Inés Íñigo Javier José Lucía María Nicolás Sofía Valentina",
        "Álvarez Castro Díaz Fernández García Gómez Hernández Ibáñez López Martínez Muñoz Núñez Pérez Ramírez Sánchez Vázquez",
        "adrian ale alvaro ana camila diego elena ines inigo javi jose lucia maria nico sofia vale",
    ),
    "portuguese": _names(
        "Ana Antônio Beatriz Caio Débora Felipe Gabriela Helena Inácio João Júlia Letícia Mateus Otávio Sofia Vitória",
        "Almeida Araújo Barbosa Cardoso Conceição Ferreira Gonçalves Lima Magalhães Nunes Oliveira Pereira Ribeiro Santos Silva",
        "ana antonio bia caio debora felipe gabi helena inacio joao julia leticia mateus otavio sofia vitoria",
    ),
    "french": _names(
        "Amélie Benoît Chloé Clément Élise François Gaëlle Hugo Inès Jérôme Léa Loïc Manon Noémie Théo Zoé",
        "Bernard Chevalier Dubois Fèvre Gauthier Hébert Lefèvre Marchand Moreau Noël Petit Rousseau Sauvé Thévenet",
        "amelie benoit chloe clement elise francois gaelle hugo ines jerome lea loic manon noemie theo zoe",
    ),
    "german": _names(
        "Anna Björn Charlotte Emma Finn Greta Hannah Jan Jürgen Käthe Lena Lukas Mia Paul Sören Zoë",
        "Bäcker Fischer Groß Hofmann Jäger Keller Krüger Löwe Müller Neumann Schäfer Schröder Strauß Vogel Weiß Zöller",
        "anna bjoern charlotte emma finn greta hannah jan juergen kaethe lena lukas mia paul soeren zoe",
    ),
    "italian": _names(
        "Alessia Andrea Beatrice Chiara Davide Elena Francesco Giulia Lorenzo Martina Niccolò Sofia Tommaso Zoè",
        "Bianchi Colombo Conti Esposito Ferrari Gallo Greco Mancini Moretti Ricci Rossi Russo Sanità Vitale",
        "alessia andrea bea chiara davide elena francesco giulia lorenzo martina niccolo sofia tommaso zoe",
    ),
    "dutch": _names(
        "Anouk Bram Daan Emma Femke Joris Lotte Maud Niels Sanne Thijs Zoë",
        "Bakker Dekker Jansen Kuijpers Meijer Peeters Smit Visser Vos Willems",
        "anouk bram daan emma femke joris lotte maud niels sanne thijs zoe",
    ),
    "nordic": _names(
        "Åsa Bjørn Elin Frida Gunnar Håkon Ingrid Jónas Kjersti Lærke Måns Øystein Saga Søren Þóra",
        "Andersson Bergström Dahl Eriksen Guðmundsson Hansen Lindqvist Møller Nilsson Ødegård Sørensen Ångström",
        "asa bjorn elin frida gunnar haakon ingrid jonas kjersti laerke mans oystein saga soren thora",
    ),
    "polish": _names(
        "Agnieszka Błażej Ewa Grzegorz Jagoda Kacper Łukasz Małgorzata Michał Oliwia Paweł Święta Wójciech Zuzia",
        "Dąbrowska Głowacki Jabłoński Kowalczyk Łuczak Nowak Pączek Sikora Wiśniewska Wójcik Ząbek Żak",
        "aga blazej ewa grzegorz jagoda kacper lukasz gosia michal oliwia pawel sweta wojtek zuzia",
    ),
    "turkish": _names(
        "Ayşe Barış Çağla Deniz Elif Fırat Gülşen Işıl İpek Kerem Özlem Şeyma Umut Yağmur",
        "Aydın Çelik Demir Doğan Güneş Işık Kılıç Öztürk Şahin Yıldız Yılmaz",
        "ayse baris cagla deniz elif firat gulsen isil ipek kerem ozlem seyma umut yagmur",
    ),
    "indonesian": _names(
        "Adi Ayu Bagus Citra Dewi Eko Fitri Gita Indah Joko Kartika Putri Rizky Sari",
        "Gunawan Hidayat Kusuma Lestari Nugroho Pratama Rahayu Santoso Setiawan Wijaya",
        "adi ayu bagus citra dewi eko fitri gita indah joko tika putri rizky sari",
    ),
    "nigerian": _names(
        "Adaeze Ayọ Chidi Damilọla Emeka Fẹmi Ifeoma Kẹhinde Ngozi Ọlá Tobi Zainab",
        "Adébáyò Bello Eze Ibrahim Nwosu Okafor Ọláwálé Ọ̀ṣọ́ Usman",
        "ada ayo chidi dami emeka femi ify kenny ngozi ola tobi zainab",
    ),
    "indian": _names(
        "Aarav Ananya Diya Ishaan Kavya Meera Neha Priya Rahul Rohan Sanya Vikram आरव प्रिया नेहा रोहन",
        "Bose Das Gupta Iyer Joshi Kapoor Kumar Mehta Nair Patel Reddy Sharma Singh शर्मा सिंह पटेल",
        "aarav ananya diya ishaan kavya meera neha priya rahul rohan sanya vikram aarav priya neha rohan",
    ),
    "russian": _names(
        "Алёна Анна Артём Валерия Дмитрий Екатерина Иван Ксения Матвей Никита Ольга Полина Семён Юлия",
        "Белов Волкова Григорьев Ефимова Зайцев Королёв Лебедева Морозова Новиков Орлов Смирнова Фёдоров",
        "alena anna artem valeria dima katya ivan ksenia matvey nikita olga polina semen yulia",
    ),
    "ukrainian": _names(
        "Андрій Богдан Василь Ганна Дарина Євген Зоряна Іванна Їжак Катерина Олексій Софія",
        "Бондаренко Гончар Ковальчук Кравець Лисенко Мельник Шевченко Юрій Ярошенко",
        "andriy bohdan vasyl hanna daryna yevhen zoryana ivanna yizhak katya oleksiy sofiya",
    ),
    "arabic": _names(
        "أحمد آية إيمان خالد دينا رنا سارة طارق عمر فاطمة ليلى محمد نور هدى يوسف",
        "الأحمد البكري الحداد الخطيب السالم الشامي العلي الفارس القاسم المصري النجار",
        "ahmed aya eman khaled dina rana sara tarek omar fatma layla mohamed nour huda youssef",
    ),
    "japanese": _names(
        "さくら 陽菜 美咲 結衣 葵 蓮 大翔 拓海 翔太 ひかり ゆい レン 花子 太郎",
        "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田",
        "sakura hina misaki yui aoi ren hiroto takumi shota hikari yuyu renren hanako taro",
        family_first=True,
    ),
    "korean": _names(
        "서연 지우 민준 하은 도윤 수아 예준 지민 유나 현우 은지 태현",
        "김 이 박 최 정 강 조 윤 장 임 한",
        "seoyeon jiwoo minjun haeun doyun sua yejun jimin yuna hyunwoo eunji taehyun",
        family_first=True,
        apart="",
    ),
    "chinese": _names(
        "小龍 美玲 志明 淑芬 家豪 怡君 欣怡 子轩 梓涵 雨桐 浩然 思琪",
        "李 王 張 陳 林 黃 刘 赵 周 吴 孙",
        "xiaolong meiling zhiming shufen jiahao yijun xinyi zixuan zihan yutong haoran siqi",
        family_first=True,
        apart="",
    ),
}

SAYINGS = {
    "en": (
        "Small steps, every day.",
        "New video every Friday.",
        "Honest reviews, no fuss.",
        "DM for work 📩",
        "Mum of two, coffee first.",
    ),
    "es": (
        "Cada día un poco más.",
        "Vídeo nuevo los viernes.",
        "Opiniones sinceras, sin rodeos.",
        "Mañanas de café y montaña ☕",
        "Colaboraciones por correo.",
    ),
    "pt": (
        "Um pouco todos os dias.",
        "Vídeo novo às sextas.",
        "Opinião sincera, sem enrolação.",
        "Coração de estudante 💛",
        "Parcerias: e-mail.",
    ),
    "fr": (
        "Un peu chaque jour.",
        "Nouvelle vidéo le vendredi.",
        "Des avis honnêtes, sans chichis.",
        "Déjà vu, jamais ennuyée ✨",
        "Collaborations par mail.",
    ),
    "de": (
        "Jeden Tag ein bisschen.",
        "Freitags gibt es ein neues Video.",
        "Ehrlich geprüft, schön erklärt.",
        "Läuft, kocht, reist 🥾",
        "Zusammenarbeit gern per Mail.",
    ),
    "it": ("Un po' ogni giorno.", "Un video nuovo ogni venerdì.", "Pareri sinceri, perché sì.", "Caffè prima di tutto ☕"),
    "nl": (
        "Elke dag een stapje.",
        "Elke vrijdag een nieuwe video.",
        "Eerlijke reviews, geen poespas.",
        "Koffie, fietsen, zeeën 🌊",
    ),
    "sv": ("Lite varje dag.", "Ny video på fredagar.", "Ärligt testat, utan krångel.", "Smörgås och skärgård ⛵"),
    "nb": ("Litt hver dag.", "Ny video på fredager.", "Ærlig testet, uten fjas.", "Fjord, fjell og kaffe 🏔️"),
    "da": ("Lidt hver dag.", "Ny video om fredagen.", "Ærligt afprøvet, uden pjat.", "Rødgrød med fløde 🍓"),
    "is": ("Smá á hverjum degi.", "Nýtt myndband á föstudögum.", "Heiðarlegar umsagnir."),
    "pl": ("Codziennie po trochu.", "Nowy film w każdy piątek.", "Szczere opinie, bez ściemy.", "Żółć, gęś i jaźń — kuchnia 🍲"),
    "tr": ("Her gün biraz daha.", "Her cuma yeni video.", "Dürüst yorumlar, süssüz.", "Işık, çay ve İstanbul 🌙"),
    "id": ("Sedikit demi sedikit.", "Video baru setiap Jumat.", "Ulasan jujur.", "Ibu dua anak, kopi dulu."),
    "ca": ("Cada dia una mica.", "Vídeo nou els divendres.", "Opinions sinceres, sense embuts."),
    "mt": ("Ftit kuljum.", "Vidjow ġdid kull nhar ta' Ġimgħa."),
    "hi": ("हर दिन थोड़ा सा।", "हर शुक्रवार नया वीडियो।", "सच्ची राय, बिना दिखावे।"),
    "ru": ("Каждый день понемногу.", "Новое видео по пятницам.", "Честные обзоры, без воды.", "Чай, ёлка и подъём 🌲"),
    "uk": ("Щодня потроху.", "Нове відео щоп'ятниці.", "Чесні огляди, їжа й пригоди."),
    "ar": ("كل يوم خطوة.", "فيديو جديد كل جمعة.", "آراء صادقة بلا تكلّف.", "للتعاون عبر البريد 📩"),
    "ja": ("毎日少しずつ。", "毎週金曜に新しい動画。", "正直なレビュー。", "カフェと旅が好き ☕"),
    "ko": ("매일 조금씩.", "매주 금요일 새 영상.", "솔직한 리뷰.", "커피와 여행 ☕"),
    "zh": ("每天進步一點點。", "每週五更新影片。", "真實評測,不浮誇。", "咖啡與旅行 ☕"),
}
"""What people say of themselves, by language."""

TOPICS = {
    "beauty": "glow makeup skin",
    "fashion": "style thrift looks",
    "food": "cooks kitchen bakes",
    "fitness": "fit lifts runs",
    "gaming": "plays quest pixel",
    "travel": "roams trips wander",
    "comedy": "jokes skits lol",
    "music": "sings beats strings",
    "dance": "moves dance steps",
    "technology": "tech gadgets codes",
    "education": "explains learns facts",
    "parenting": "family tiny nursery",
    "pets": "paws pup cats",
    "home": "nest decor rooms",
    "sports": "goals court match",
    "art": "draws ink studio",
    "books": "reads pages shelf",
    "finance": "money saves invests",
    "automotive": "drives wheels garage",
    "photography": "frames lens light",
    "wellness": "calm yoga mind",
    "science": "lab atoms space",
    "gardening": "grows soil garden",
    "crafts": "knits makes paper",
}
"""The categories, the most frequent first, with words that handles and bios take from them."""
