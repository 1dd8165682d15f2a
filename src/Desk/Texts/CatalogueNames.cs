namespace EcomCenter.Desk.Texts;

/// <summary>The names that the seeded tables start with (glossary). Afterwards the tables are what counts.</summary>
internal static class CatalogueNames
{
    public static (string Code, string Zh, string Ug, string En)[] Departments { get; } =
    [
        ("general", "综合部", "ئۇنىۋېرسال بۆلۈم", "General office"),
        ("brand", "品牌营销中心", "ماركا ۋە سېتىش مەركىزى", "Brand marketing"),
        ("product", "网货研发中心", "تور تاۋارلىرىنى تەتقىق قىلىش مەركىزى", "Product development"),
        ("techSupport", "电商技术支持中心", "ئېلېكترونلۇق سودا تېخنىكا مەركىزى", "Technical support"),
        ("frontDesk", "服务前台", "مۇلازىمەت پوكەيى", "Front desk"),
        ("logistics", "物流配送", "توشۇش ۋە يەتكۈزۈش", "Logistics"),
        ("settlement", "结算中心", "ھېساب-كىتاب مەركىزى", "Settlement"),
    ];

    public static (string Code, string Zh, string Ug, string En)[] Services { get; } =
    [
        ("startUp", "创业辅导", "ئىگىلىك تىكلەش يېتەكچىلىكى", "Start-up coaching"),
        ("training", "孵化培训", "يېتىشتۈرۈش ۋە تەربىيەلەش", "Incubation and training"),
        ("techHelp", "技术支持", "تېخنىكا جەھەتتىن قوللاش", "Technical support"),
        ("information", "信息咨询", "ئۇچۇر مەسلىھىتى", "Information"),
        ("market", "市场开拓", "بازار ئېچىش", "Market development"),
        ("management", "管理咨询", "باشقۇرۇش مەسلىھىتى", "Management advice"),
        ("rights", "法律维权", "قانۇنلۇق ھوقۇقنى قوغداش", "Rights protection"),
    ];

    public static (string Code, string Zh, string Ug, string En)[] Townships { get; } =
    [
        ("qiraTown", "策勒镇", "چىرا بازىرى", "Qira town"),
        ("gulahma", "固拉合玛镇", "گۇلاخما بازىرى", "Gulahma town"),
        ("qiraTownship", "策勒乡", "چىرا يېزىسى", "Qira township"),
        ("damiku", "达玛沟乡", "دامىكۇ يېزىسى", "Damiku township"),
        ("chaka", "恰哈乡", "چاقا يېزىسى", "Chaka township"),
        ("ulughsay", "乌鲁克萨依乡", "ئۇلۇغساي يېزىسى", "Ulughsay township"),
        ("nur", "奴尔乡", "نۇر يېزىسى", "Nur township"),
        ("bostan", "博斯坦乡", "بوستان يېزىسى", "Bostan township"),
    ];
}
