using System.Collections.Frozen;
using System.Globalization;
using EcomCenter.Contracts;

namespace EcomCenter.Texts;

/// <summary>Display names of enum values and codes in every language.</summary>
public static class DisplayNames
{
    internal static readonly TextCatalog Texts = TextCatalog.Load(typeof(DisplayNames).Assembly, "EcomCenter.Names");

    private static readonly FrozenDictionary<Enum, string> KeysByValue = KeysFor<TicketKind>("kind")
        .Concat(KeysFor<TicketStatus>("status"))
        .Concat(KeysFor<ContactChannel>("channel"))
        .Concat(KeysFor<CycleState>("cycle"))
        .Concat(KeysFor<AnswerKind>("answer"))
        .Concat(KeysFor<Priority>("priority"))
        .Concat(KeysFor<Anonymity>("anonymity"))
        .Concat(KeysFor<RequesterType>("requester"))
        .Concat(KeysFor<DeliveryState>("delivery"))
        .Concat(KeysFor<Reach>("reach"))
        .Concat(KeysFor<Language>("language"))
        .ToFrozenDictionary();

    /// <summary>Codes of the seven service items, in the order of the manual.</summary>
    public static IReadOnlyList<string> ServiceCodes { get; } =
        ["startUp", "training", "techHelp", "information", "market", "management", "rights"];

    public static string For(Language language, TicketKind kind) => For(language, (Enum)kind);

    public static string For(Language language, TicketStatus status) => For(language, (Enum)status);

    public static string For(Language language, ContactChannel channel) => For(language, (Enum)channel);

    public static string For(Language language, CycleState state) => For(language, (Enum)state);

    public static string For(Language language, AnswerKind kind) => For(language, (Enum)kind);

    public static string For(Language language, Priority priority) => For(language, (Enum)priority);

    public static string For(Language language, Anonymity anonymity) => For(language, (Enum)anonymity);

    public static string For(Language language, RequesterType type) => For(language, (Enum)type);

    public static string For(Language language, DeliveryState state) => For(language, (Enum)state);

    public static string For(Language language, Reach reach) => For(language, (Enum)reach);

    /// <summary>The name of a language in that language.</summary>
    public static string NativeName(Language language) => For(language, (Enum)language);

    public static string Weekday(Language language, DayOfWeek day) =>
        Texts.Format(language, $"weekday.{((int)day).ToString(CultureInfo.InvariantCulture)}");

    public static string Service(Language language, string code) => Texts.Format(language, "service." + code);

    public static string Centre(Language language) => Texts.Format(language, "centre");

    public static string County(Language language) => Texts.Format(language, "county");

    private static string For(Language language, Enum value) => Texts.Format(language, KeysByValue[value]);

    private static IEnumerable<KeyValuePair<Enum, string>> KeysFor<T>(string group) where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => KeyValuePair.Create<Enum, string>(value, $"{group}.{EnumCode.From(value)}"));
}
