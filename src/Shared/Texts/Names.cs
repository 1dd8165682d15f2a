using System.Collections.Frozen;
using EcomCenter.Contracts;

namespace EcomCenter.Texts;

/// <summary>Display names of enum values and codes in every language.</summary>
public static class Names
{
    internal static readonly TextCatalog Texts = TextCatalog.Load(typeof(Names).Assembly, "EcomCenter.Names");

    private static readonly FrozenDictionary<Enum, string> Keys = Enumerate<TicketKind>("kind")
        .Concat(Enumerate<TicketStatus>("status"))
        .Concat(Enumerate<ContactChannel>("channel"))
        .Concat(Enumerate<CycleState>("cycle"))
        .Concat(Enumerate<AnswerKind>("answer"))
        .Concat(Enumerate<Priority>("priority"))
        .Concat(Enumerate<Anonymity>("anonymity"))
        .Concat(Enumerate<RequesterType>("requester"))
        .Concat(Enumerate<DeliveryState>("delivery"))
        .Concat(Enumerate<Reach>("reach"))
        .Concat(Enumerate<Language>("language"))
        .ToFrozenDictionary();

    /// <summary>Codes of the seven service items, in the order of the manual.</summary>
    public static IReadOnlyList<string> Services { get; } =
        ["startUp", "training", "techHelp", "information", "market", "management", "rights"];

    /// <summary>Codes of the departments as shipped.</summary>
    public static IReadOnlyList<string> Departments { get; } =
        ["general", "brand", "product", "techSupport", "frontDesk", "logistics", "settlement"];

    /// <summary>Codes of the townships of Qira county as shipped.</summary>
    public static IReadOnlyList<string> Townships { get; } =
        ["qiraTown", "gulahama", "qira", "damiku", "chaha", "ulughsay", "nur", "bostan"];

    public static string Of(Language language, TicketKind kind) => Of(language, (Enum)kind);

    public static string Of(Language language, TicketStatus status) => Of(language, (Enum)status);

    public static string Of(Language language, ContactChannel channel) => Of(language, (Enum)channel);

    public static string Of(Language language, CycleState state) => Of(language, (Enum)state);

    public static string Of(Language language, AnswerKind kind) => Of(language, (Enum)kind);

    public static string Of(Language language, Priority priority) => Of(language, (Enum)priority);

    public static string Of(Language language, Anonymity anonymity) => Of(language, (Enum)anonymity);

    public static string Of(Language language, RequesterType type) => Of(language, (Enum)type);

    public static string Of(Language language, DeliveryState state) => Of(language, (Enum)state);

    public static string Of(Language language, Reach reach) => Of(language, (Enum)reach);

    /// <summary>The name of a language in that language.</summary>
    public static string Own(Language language) => Of(language, (Enum)language);

    public static string Service(Language language, string code) => Texts.Say(language, "service." + code);

    public static string Department(Language language, string code) => Texts.Say(language, "department." + code);

    public static string Township(Language language, string code) => Texts.Say(language, "township." + code);

    public static string Centre(Language language) => Texts.Say(language, "centre");

    public static string County(Language language) => Texts.Say(language, "county");

    private static string Of(Language language, Enum value) => Texts.Say(language, Keys[value]);

    private static IEnumerable<KeyValuePair<Enum, string>> Enumerate<T>(string group) where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => KeyValuePair.Create<Enum, string>(value, $"{group}.{Code.Of(value)}"));
}
