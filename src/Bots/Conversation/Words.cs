using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>还剩 3 小时, as the desk says it everywhere.</summary>
public delegate string TimeLeft(Language language, TimeSpan left);

/// <summary>Everything the bots say, and the buttons under it.</summary>
public sealed class Words(TimeZoneInfo zone, TimeLeft left, TalkOptions options)
{
    // Two buttons share a row where both are short; a messenger cuts off what does not fit.
    private const int LongestOfTwo = 12;

    // The kinds people come with most come first.
    private static readonly TicketKind[] Kinds =
    [
        TicketKind.Inquiry, TicketKind.ServiceRequest, TicketKind.Complaint, TicketKind.Suggestion, TicketKind.Report, TicketKind.Praise, TicketKind.Other,
    ];

    // Faces that old phones draw, too.
    private static readonly string[] Faces = ["😞", "😕", "😐", "😊", "😀"];

    private readonly ShownTime _time = new(zone);

    public TalkOptions Options => options;

    internal static TextCatalog Texts { get; } = TextCatalog.Load(typeof(Words).Assembly, "EcomCenter.Bots.Texts");

    public string Text(Language language, string key, params ReadOnlySpan<(string Name, object Value)> values) => Texts.Say(language, key, values);

    public string Moment(Language language, DateTimeOffset at) => _time.Moment(language, at);

    public string Zone(Language language) => _time.Zone(language);

    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);

    public string Left(Language language, TimeSpan span) => left(language, span);

    /// <summary>The languages in a row, the one of the talk first: to press it is to go on.</summary>
    public IReadOnlyList<ChatButton> LanguageRow(Language first) =>
        [.. new[] { Language.Ug, Language.ZhHans, Language.En }.OrderBy(language => language != first)
            .Select(language => new ChatButton(Codes.Choose(language), Names.Own(language)))];

    public IReadOnlyList<IReadOnlyList<ChatButton>> Languages(Language language) => [LanguageRow(language)];

    /// <summary>The seven services, complaint, suggestion, a person, my matters, and the languages.</summary>
    public IReadOnlyList<IReadOnlyList<ChatButton>> Menu(Language language) => Rows(language,
    [
        .. Names.Services.Select(service => new ChatButton(Codes.Wish(service), Names.Service(language, service))),
        new(Codes.Wish(TicketKind.Complaint), Names.Of(language, TicketKind.Complaint)),
        new(Codes.Wish(TicketKind.Suggestion), Names.Of(language, TicketKind.Suggestion)),
        new(Codes.Person, Text(language, "button.person")),
        new(Codes.Matters, Text(language, "button.matters")),
    ]);

    public IReadOnlyList<IReadOnlyList<ChatButton>> KindsOf(Language language, string number) =>
        Rows(language, [.. Kinds.Select(kind => new ChatButton(Codes.Kind(kind, number), Names.Of(language, kind)))]);

    public IReadOnlyList<IReadOnlyList<ChatButton>> ServicesOf(Language language, string number) => Rows(language,
    [
        .. Names.Services.Select(service => new ChatButton(Codes.Service(service, number), Names.Service(language, service))),
        new(Codes.Service(null, number), Text(language, "button.noService")),
    ]);

    public IReadOnlyList<IReadOnlyList<ChatButton>> WhoSees(Language language, string number) => Rows(language,
        [.. Enum.GetValues<Anonymity>().Select(who => new ChatButton(Codes.Who(who, number), Names.Of(language, who)))]);

    public IReadOnlyList<IReadOnlyList<ChatButton>> FacesOf(Language language, string number) => Rows(language,
        [.. Enumerable.Range(1, 5).Reverse().Select(score => new ChatButton(Codes.Rate(score, number), $"{Faces[score - 1]} {RatingOf(language, score)}"))], alone: true);

    public string RatingOf(Language language, int score) => Text(language, FormattableString.Invariant($"rating.{score}"));

    /// <summary>One button for each code, called by its word, then the languages.</summary>
    public IReadOnlyList<IReadOnlyList<ChatButton>> Ways(Language language, params ReadOnlySpan<string> codes)
    {
        var buttons = new List<ChatButton>();
        foreach (var code in codes) buttons.Add(Button(language, code));
        return Rows(language, buttons, alone: true);
    }

    /// <summary>A button is called by the word of its code; <c>withdraw:sure:…</c> by both its words.</summary>
    public static ChatButton Button(Language language, string code)
    {
        var parts = code.Split(':');
        return new(code, Texts.Say(language, "button." + (parts is [_, not Codes.None, _] ? $"{parts[0]}.{parts[1]}" : parts[0])));
    }

    public IReadOnlyList<IReadOnlyList<ChatButton>> Rows(Language language, IReadOnlyList<ChatButton> buttons, bool alone = false)
    {
        var rows = new List<IReadOnlyList<ChatButton>>();
        for (var i = 0; i < buttons.Count; i++)
        {
            var pair = !alone && i + 1 < buttons.Count && buttons[i].Label.Length <= LongestOfTwo && buttons[i + 1].Label.Length <= LongestOfTwo;
            rows.Add(pair ? [buttons[i], buttons[++i]] : [buttons[i]]);
        }

        return [.. rows, LanguageRow(language)];
    }
}
