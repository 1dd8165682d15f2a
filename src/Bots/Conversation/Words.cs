using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Formats a remaining time as the desk shows it everywhere, e.g. 还剩 3 小时.</summary>
public delegate string TimeLeft(Language language, TimeSpan left);

/// <summary>The texts and keyboards of the bots in every language.</summary>
public sealed class Words(TimeZoneInfo zone, TimeLeft left, TalkOptions options)
{
    // Two buttons share a row only if both labels are short, because messengers cut off long labels.
    private const int LongestOfTwo = 12;

    // Ordered by frequency.
    private static readonly TicketKind[] Kinds =
    [
        TicketKind.Inquiry, TicketKind.ServiceRequest, TicketKind.Complaint, TicketKind.Suggestion,
        TicketKind.Report, TicketKind.Praise, TicketKind.Other,
    ];

    // Chosen from emoji that old phones can draw.
    private static readonly string[] Faces = ["😞", "😕", "😐", "😊", "😀"];

    private readonly ShownTime _time = new(zone);

    public TalkOptions Options => options;

    internal static TextCatalog Texts { get; } = TextCatalog.Load(typeof(Words).Assembly, "EcomCenter.Bots.Texts");

    public string Text(Language language, string key, params ReadOnlySpan<(string Name, object Value)> values) =>
        Texts.Say(language, key, values);

    public string Moment(Language language, DateTimeOffset at) => _time.Moment(language, at);

    public string Zone(Language language) => _time.Zone(language);

    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);

    public string Left(Language language, TimeSpan span) => left(language, span);

    /// <summary>
    /// A row of language buttons. The current language comes first, because the first button of a keyboard leads forward.
    /// </summary>
    public IReadOnlyList<ChatButton> LanguageRow(Language first) =>
        [.. new[] { Language.Ug, Language.ZhHans, Language.En }.OrderBy(language => language != first)
            .Select(language => new ChatButton(Codes.Choose(language), Names.Own(language)))];

    public IReadOnlyList<IReadOnlyList<ChatButton>> Languages(Language language) => [LanguageRow(language)];

    /// <summary>The main menu: the seven service items, complaint, suggestion, a person, my tickets, and the languages.</summary>
    public IReadOnlyList<IReadOnlyList<ChatButton>> Menu(Language language) => Rows(language,
    [
        .. Names.Services.Select(service =>
            new ChatButton(Codes.Wish(service), Names.Service(language, service))),
        new(Codes.Wish(TicketKind.Complaint), Names.Of(language, TicketKind.Complaint)),
        new(Codes.Wish(TicketKind.Suggestion), Names.Of(language, TicketKind.Suggestion)),
        new(Codes.Person, Text(language, "button.person")),
        new(Codes.Matters, Text(language, "button.matters")),
    ]);

    public IReadOnlyList<IReadOnlyList<ChatButton>> KindsOf(Language language, string number) =>
        Rows(language, [.. Kinds.Select(kind =>
            new ChatButton(Codes.Kind(kind, number), Names.Of(language, kind)))]);

    public IReadOnlyList<IReadOnlyList<ChatButton>> ServicesOf(Language language, string number) => Rows(language,
    [
        .. Names.Services.Select(service =>
            new ChatButton(Codes.Service(service, number), Names.Service(language, service))),
        new(Codes.Service(null, number), Text(language, "button.noService")),
    ]);

    public IReadOnlyList<IReadOnlyList<ChatButton>> WhoSees(Language language, string number) => Rows(language,
        [.. Enum.GetValues<Anonymity>().Select(anonymity =>
            new ChatButton(Codes.Who(anonymity, number), Names.Of(language, anonymity)))]);

    public IReadOnlyList<IReadOnlyList<ChatButton>> FacesOf(Language language, string number)
    {
        var scores = Enumerable.Range(1, 5).Reverse();
        var buttons = scores.Select(score =>
            new ChatButton(Codes.Rate(score, number), $"{Faces[score - 1]} {RatingOf(language, score)}"));
        return Rows(language, [.. buttons], alone: true);
    }

    public string RatingOf(Language language, int score) => Text(language, FormattableString.Invariant($"rating.{score}"));

    /// <summary>A keyboard with one labelled button for each code, one a row, and the language row at the end.</summary>
    public IReadOnlyList<IReadOnlyList<ChatButton>> Ways(Language language, params ReadOnlySpan<string> codes)
    {
        var buttons = new List<ChatButton>();
        foreach (var code in codes) buttons.Add(Button(language, code));
        return Rows(language, buttons, alone: true);
    }

    /// <summary>
    /// Creates the button of a code. The first part of the code selects the label; <c>withdraw:sure:…</c> uses both parts.
    /// </summary>
    public static ChatButton Button(Language language, string code)
    {
        var parts = code.Split(':');
        var key = parts is [_, not Codes.None, _] ? $"{parts[0]}.{parts[1]}" : parts[0];
        return new(code, Texts.Say(language, "button." + key));
    }

    /// <summary>Arranges buttons in rows and appends the language row.</summary>
    public IReadOnlyList<IReadOnlyList<ChatButton>> Rows(
        Language language, IReadOnlyList<ChatButton> buttons, bool alone = false)
    {
        var rows = new List<IReadOnlyList<ChatButton>>();
        for (var i = 0; i < buttons.Count; i++)
        {
            var pair = !alone && i + 1 < buttons.Count
                && buttons[i].Label.Length <= LongestOfTwo && buttons[i + 1].Label.Length <= LongestOfTwo;
            rows.Add(pair ? [buttons[i], buttons[++i]] : [buttons[i]]);
        }

        return [.. rows, LanguageRow(language)];
    }
}
