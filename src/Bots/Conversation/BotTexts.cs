using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Formats a remaining time as the desk shows it everywhere, e.g. 还剩 3 小时.</summary>
public delegate string TimeLeftFormatter(Language language, TimeSpan left);

/// <summary>Formats the sentence with phone and hours of the centre.</summary>
public delegate string ContactFormatter(Language language);

/// <summary>The texts and keyboards of the bots in every language.</summary>
public sealed class BotTexts(TimeZoneInfo zone, TimeLeftFormatter formatTimeLeft, ConversationOptions options)
{
    // Two buttons share a row only if both labels are short, because messengers cut off long labels.
    private const int MaxPairedLabelLength = 12;

    // Ordered by frequency.
    private static readonly TicketKind[] KindsByFrequency =
    [
        TicketKind.Inquiry, TicketKind.ServiceRequest, TicketKind.Complaint, TicketKind.Suggestion,
        TicketKind.Report, TicketKind.Praise, TicketKind.Other,
    ];

    private readonly TimeFormatter _time = new(zone);

    public ConversationOptions Options => options;

    /// <summary>The sentence with phone and hours of the centre; null if there is none.</summary>
    public Func<Language, string?> ContactLine { get; init; } = _ => null;

    internal static TextCatalog Catalog { get; } = TextCatalog.Load(typeof(BotTexts).Assembly, "EcomCenter.Bots.Texts");

    public string Format(Language language, string key, params ReadOnlySpan<(string Name, object Value)> values) =>
        Catalog.Format(language, key, values);

    public string PrivacyNotice(Language language) => options.KeepYears == 1
        ? Format(language, "privacy.oneYear") : Format(language, "privacy", ("years", options.KeepYears));

    public string DateAndTime(Language language, DateTimeOffset at) => _time.DateAndTime(language, at);

    public string ZoneName(Language language) => _time.ZoneName(language);

    public DateTimeOffset ToLocalTime(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);

    public string FormatTimeLeft(Language language, TimeSpan span) => formatTimeLeft(language, span);

    /// <summary>
    /// A row of language buttons. The current language comes first, because the first button of a keyboard leads forward.
    /// </summary>
    public IReadOnlyList<ChatButton> LanguageRow(Language first) =>
        [.. new[] { Language.Ug, Language.ZhHans, Language.En }.OrderBy(language => language != first)
            .Select(language => new ChatButton(ButtonCodes.ChooseLanguage(language), DisplayNames.NativeName(language)))];

    public IReadOnlyList<IReadOnlyList<ChatButton>> LanguageKeyboard(Language language) => [LanguageRow(language)];

    /// <summary>The main menu: the seven service items, complaint, suggestion, a person, my tickets, and the languages.</summary>
    public IReadOnlyList<IReadOnlyList<ChatButton>> MainMenu(Language language) => ArrangeInRows(language, ButtonsFor(language,
    [
        .. DisplayNames.ServiceCodes.Select(ButtonCodes.MenuChoice),
        ButtonCodes.MenuChoice(TicketKind.Complaint), ButtonCodes.MenuChoice(TicketKind.Suggestion), ButtonCodes.Person,
        ButtonCodes.MyTickets,
    ]));

    public IReadOnlyList<IReadOnlyList<ChatButton>> KindKeyboard(Language language, string number) => ArrangeInRows(language,
        ButtonsFor(language, KindsByFrequency.Select(kind => ButtonCodes.KindChoice(kind, number))));

    public IReadOnlyList<IReadOnlyList<ChatButton>> ServiceKeyboard(Language language, string number) => ArrangeInRows(language,
        ButtonsFor(language, DisplayNames.ServiceCodes.Append(null).Select(service => ButtonCodes.ServiceChoice(service, number))));

    public IReadOnlyList<IReadOnlyList<ChatButton>> AnonymityKeyboard(Language language, string number) => ArrangeInRows(language,
        ButtonsFor(language, Enum.GetValues<Anonymity>().Select(anonymity => ButtonCodes.AnonymityChoice(anonymity, number))));

    public IReadOnlyList<IReadOnlyList<ChatButton>> RatingKeyboard(Language language, string number) => ArrangeInRows(language,
        ButtonsFor(language, RatingScore.All.Reverse().Select(score => ButtonCodes.Rate(score, number))), onePerRow: true);

    /// <summary>A service item in the words that residents use for it.</summary>
    public string ServiceName(Language language, string code) => Format(language, "service." + code);

    /// <summary>The answer to the question who may know the name.</summary>
    public string AnonymityName(Language language, Anonymity anonymity) => Format(language, AnonymityKey(anonymity));

    public string RatingName(Language language, int score) => Format(language, FormattableString.Invariant($"rating.{score}"));

    /// <summary>A keyboard with one labelled button for each code, one a row, and the language row at the end.</summary>
    public IReadOnlyList<IReadOnlyList<ChatButton>> Keyboard(Language language, params IReadOnlyList<string> codes) =>
        ArrangeInRows(language, ButtonsFor(language, codes), onePerRow: true);

    /// <summary>Creates the button of a code that alone decides the label.</summary>
    public static ChatButton ButtonFor(Language language, string code) =>
        new(code, FindLabel(language, code) ?? throw new KeyNotFoundException($"The button {code} has no label."));

    /// <summary>The labels that a button may be called by: its own, and the same one in the other languages.</summary>
    public static IEnumerable<string> LabelsOf(ChatButton button)
    {
        var labels = LanguageTag.All.Select(language => FindLabel(language, button.Code)).ToList();
        return labels.Contains(button.Label) ? labels.OfType<string>() : [button.Label];
    }

    private static IReadOnlyList<ChatButton> ButtonsFor(Language language, IEnumerable<string> codes) =>
        [.. codes.Select(code => ButtonFor(language, code))];

    private static string? FindLabel(Language language, string code) => code.Split(':') switch
    {
        ["wish" or "service", var service, ..] when DisplayNames.ServiceCodes.Contains(service) =>
            Catalog.Format(language, "service." + service),
        ["service", ButtonCodes.None, _] => Catalog.Format(language, "button.noService"),
        ["wish" or "kind", var kind, ..] when ButtonCodes.ReadEnum<TicketKind>(kind) is { } read => DisplayNames.For(language, read),
        ["who", var who, _] when ButtonCodes.ReadEnum<Anonymity>(who) is { } read => Catalog.Format(language, AnonymityKey(read)),
        ["rate", [>= '1' and <= '5'] score, _] =>
            $"{RatingFaces.Scale[score[0] - '1']} {Catalog.Format(language, "rating." + score)}",
        // The first part of a code selects the label; withdraw:sure:… uses both parts.
        [var word, not ButtonCodes.None and var value, _] => FindText(language, $"button.{word}.{value}"),
        [var word, ..] => FindText(language, "button." + word),
        [] => null,
    };

    private static string AnonymityKey(Anonymity anonymity) => anonymity switch
    {
        Anonymity.Hidden => "who.hidden",
        Anonymity.Anonymous => "who.nobody",
        _ => "who.named",
    };

    private static string? FindText(Language language, string key) => Catalog.Contains(key) ? Catalog.Format(language, key) : null;

    /// <summary>Arranges buttons in rows and appends the language row.</summary>
    public IReadOnlyList<IReadOnlyList<ChatButton>> ArrangeInRows(
        Language language, IReadOnlyList<ChatButton> buttons, bool onePerRow = false)
    {
        var rows = new List<IReadOnlyList<ChatButton>>();
        for (var i = 0; i < buttons.Count; i++)
        {
            var pair = !onePerRow && i + 1 < buttons.Count
                && buttons[i].Label.Length <= MaxPairedLabelLength && buttons[i + 1].Label.Length <= MaxPairedLabelLength;
            rows.Add(pair ? [buttons[i], buttons[++i]] : [buttons[i]]);
        }

        return [.. rows, LanguageRow(language)];
    }
}
