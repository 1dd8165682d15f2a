using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Formats a remaining time as the desk shows it everywhere, e.g. 还剩 3 小时.</summary>
public delegate string TimeLeftFormatter(Language language, TimeSpan left);

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

    // Chosen from emoji that old phones can draw.
    private static readonly string[] RatingFaces = ["😞", "😕", "😐", "😊", "😀"];

    private readonly TimeFormatter _time = new(zone);

    public ConversationOptions Options => options;

    internal static TextCatalog Catalog { get; } = TextCatalog.Load(typeof(BotTexts).Assembly, "EcomCenter.Bots.Texts");

    public string Format(Language language, string key, params ReadOnlySpan<(string Name, object Value)> values) =>
        Catalog.Format(language, key, values);

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
    public IReadOnlyList<IReadOnlyList<ChatButton>> MainMenu(Language language) => ArrangeInRows(language,
    [
        .. DisplayNames.ServiceCodes.Select(service =>
            new ChatButton(ButtonCodes.MenuChoice(service), DisplayNames.Service(language, service))),
        new(ButtonCodes.MenuChoice(TicketKind.Complaint), DisplayNames.For(language, TicketKind.Complaint)),
        new(ButtonCodes.MenuChoice(TicketKind.Suggestion), DisplayNames.For(language, TicketKind.Suggestion)),
        new(ButtonCodes.Person, Format(language, "button.person")),
        new(ButtonCodes.MyTickets, Format(language, "button.matters")),
    ]);

    public IReadOnlyList<IReadOnlyList<ChatButton>> KindKeyboard(Language language, string number) =>
        ArrangeInRows(language, [.. KindsByFrequency.Select(kind =>
            new ChatButton(ButtonCodes.KindChoice(kind, number), DisplayNames.For(language, kind)))]);

    public IReadOnlyList<IReadOnlyList<ChatButton>> ServiceKeyboard(Language language, string number) => ArrangeInRows(language,
    [
        .. DisplayNames.ServiceCodes.Select(service =>
            new ChatButton(ButtonCodes.ServiceChoice(service, number), DisplayNames.Service(language, service))),
        new(ButtonCodes.ServiceChoice(null, number), Format(language, "button.noService")),
    ]);

    public IReadOnlyList<IReadOnlyList<ChatButton>> AnonymityKeyboard(Language language, string number) => ArrangeInRows(language,
        [.. Enum.GetValues<Anonymity>().Select(anonymity =>
            new ChatButton(ButtonCodes.AnonymityChoice(anonymity, number), DisplayNames.For(language, anonymity)))]);

    public IReadOnlyList<IReadOnlyList<ChatButton>> RatingKeyboard(Language language, string number)
    {
        var scores = Enumerable.Range(1, 5).Reverse();
        var buttons = scores.Select(score =>
            new ChatButton(ButtonCodes.Rate(score, number), $"{RatingFaces[score - 1]} {RatingName(language, score)}"));
        return ArrangeInRows(language, [.. buttons], onePerRow: true);
    }

    public string RatingName(Language language, int score) => Format(language, FormattableString.Invariant($"rating.{score}"));

    /// <summary>A keyboard with one labelled button for each code, one a row, and the language row at the end.</summary>
    public IReadOnlyList<IReadOnlyList<ChatButton>> Keyboard(Language language, params ReadOnlySpan<string> codes)
    {
        var buttons = new List<ChatButton>();
        foreach (var code in codes) buttons.Add(ButtonFor(language, code));
        return ArrangeInRows(language, buttons, onePerRow: true);
    }

    /// <summary>
    /// Creates the button of a code. The first part of the code selects the label; <c>withdraw:sure:…</c> uses both parts.
    /// </summary>
    public static ChatButton ButtonFor(Language language, string code)
    {
        var parts = code.Split(':');
        var key = parts is [_, not ButtonCodes.None, _] ? $"{parts[0]}.{parts[1]}" : parts[0];
        return new(code, Catalog.Format(language, "button." + key));
    }

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
