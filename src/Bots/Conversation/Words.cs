using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Everything the bots say, and the buttons under it.</summary>
public sealed class Words(TimeZoneInfo zone)
{
    // The kinds people come with most come first.
    private static readonly TicketKind[][] Kinds =
    [
        [TicketKind.Inquiry, TicketKind.ServiceRequest], [TicketKind.Complaint, TicketKind.Suggestion],
        [TicketKind.Report, TicketKind.Praise], [TicketKind.Other],
    ];

    private readonly ShownTime _time = new(zone);

    internal static TextCatalog Texts { get; } = TextCatalog.Load(typeof(Words).Assembly, "EcomCenter.Bots.Texts");

    public string Text(Language language, string key, params ReadOnlySpan<(string Name, object Value)> values) => Texts.Say(language, key, values);

    public string Moment(Language language, DateTimeOffset at) => _time.Moment(language, at);

    public string Zone(Language language) => _time.Zone(language);

    /// <summary>The languages in a row, the one of the talk first: to press it is to go on.</summary>
    public IReadOnlyList<ChatButton> LanguageRow(Language first) =>
        [.. new[] { Language.Ug, Language.ZhHans, Language.En }.OrderBy(language => language != first)
            .Select(language => new ChatButton(Codes.Choose(language), Names.Own(language)))];

    public IReadOnlyList<IReadOnlyList<ChatButton>> Languages(Language language) => [LanguageRow(language)];

    public IReadOnlyList<IReadOnlyList<ChatButton>> KindsOf(Language language, string number) =>
        [.. Kinds.Select(row => row.Select(kind => new ChatButton(Codes.Kind(kind, number), Names.Of(language, kind))).ToArray()), LanguageRow(language)];

    /// <summary>One row for each code, then the languages.</summary>
    public IReadOnlyList<IReadOnlyList<ChatButton>> Ways(Language language, params ReadOnlySpan<string> codes)
    {
        var rows = new List<IReadOnlyList<ChatButton>>();
        foreach (var code in codes) rows.Add([new(code, Text(language, "button." + code))]);
        return [.. rows, LanguageRow(language)];
    }
}
