using System.Text;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>A chat with the bot on any channel, recorded as a transcript of both sides.</summary>
internal sealed class Stage(ContactChannel channel, Language hint, bool hasButtons = true) : IUpdateReader
{
    private readonly Dictionary<string, Heard> _heard = [];
    private readonly StringBuilder _written = new();
    private int _shown;

    public DeskInMemory Desk { get; } = new();

    public Clips Clips { get; init; } = Clips.None;

    /// <summary>Time between two inputs.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(20);

    public ContactChannel Channel => channel;

    public string Written => _written.ToString();

    public OutgoingMessage Last => Desk.Said[^1];

    public Reading Read(RawUpdate update) => new Reading.Meant(_heard[update.UpdateId]);

    public Task SayAsync(string text) => HearAsync($"> {text}", origin => new Heard.Said(origin, text));

    public Task ShowAsync(Content content, string? caption = null, string? album = null) => HearAsync($"> ({content}) {caption}".TrimEnd(),
        origin => new Heard.Showed(origin, content, null, caption)
        {
            Album = album, Files = [new() { Source = "file-" + origin.ExternalId, Kind = FileKind.Photo }],
        });

    /// <summary>Presses the first button of the last keyboard whose code starts with the given text.</summary>
    public Task PressAsync(string code)
    {
        var buttons = Desk.Said.Last(message => message.Buttons.Count > 0).Buttons.SelectMany(row => row);
        var button = buttons.First(candidate => candidate.Code.StartsWith(code, StringComparison.Ordinal));
        return HearAsync($"> [{button.Label}]", origin => new Heard.Pressed(origin, button.Code));
    }

    public async Task HearAsync(string line, Func<Origin, Heard> heard)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var id = $"m{_heard.Count + 1}";
        var at = DeskInMemory.Due.AddDays(-2).Add(Pause * _heard.Count);
        var origin = new Origin
        {
            From = new(channel, "bot", "7"), ExternalId = id, SentAt = at, Hint = hint, HasButtons = hasButtons,
        };
        _heard[id] = heard(origin);
        _written.Append(line).Append('\n');
        await Desk.StoreAsync([new(channel, "bot", id, "7", id, at)], cancellation);
        var dialog = new Dialog(Talk.Words, Clips);
        var processor = new Conversations(dialog, Desk, Desk, Desk, Desk, [this], NullLogger<Conversations>.Instance);
        await processor.WorkThroughAsync(await Desk.WaitingAsync(channel, 10, cancellation), cancellation);
        foreach (var message in Desk.Said.Skip(_shown)) Write(message);
        _shown = Desk.Said.Count;
    }

    private void Write(OutgoingMessage said)
    {
        if (said.Clips.Count > 0) _written.Append("  (").AppendJoin(' ', said.Clips).Append(")\n");
        else foreach (var line in said.Text.Split('\n')) _written.Append("  ").Append(line).Append('\n');
        foreach (var row in said.Buttons.Where(row => !IsLanguageRow(row) || said.Buttons.Count == 1))
            _written.Append("    ").AppendJoin(' ', row.Select(button => $"[{button.Label}]")).Append('\n');
    }

    private static bool IsLanguageRow(IReadOnlyList<ChatButton> row) =>
        row.All(button => button.Code.StartsWith("language:", StringComparison.Ordinal));
}
