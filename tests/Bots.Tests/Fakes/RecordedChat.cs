using System.Text;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>A chat with the bot on any channel, recorded as a transcript of both sides.</summary>
internal sealed class RecordedChat(ContactChannel channel, Language hint) : IUpdateReader
{
    private readonly Dictionary<string, ChatInput> _inputs = [];
    private readonly StringBuilder _transcript = new();
    private int _shown;
    private TimeSpan _waited;

    public InMemoryDesk Desk { get; } = new();

    public VoiceClips Clips { get; init; } = VoiceClips.None;

    /// <summary>Time between two inputs.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(20);

    public ContactChannel Channel => channel;

    public string Transcript => _transcript.ToString();

    public OutgoingMessage Last => Desk.SentMessages[^1];

    public ParsedUpdate Parse(RawUpdate update) => new ParsedUpdate.Understood(_inputs[update.UpdateId]);

    public Task SendTextAsync(string text) => SendAsync($"> {text}", origin => new ChatInput.TextInput(origin, text));

    public Task SendMediaAsync(MediaKind kind, string? caption = null, string? album = null) => SendAsync($"> ({kind}) {caption}".TrimEnd(),
        origin => new ChatInput.MediaInput(origin, kind, null, caption)
        {
            AlbumId = album, Files = [new() { Source = "file-" + origin.ExternalId, Kind = FileKind.Photo }],
        });

    /// <summary>Presses the first button of the last keyboard whose code starts with the given text.</summary>
    public Task PressAsync(string code)
    {
        var buttons = Desk.SentMessages.Last(message => message.Buttons.Count > 0).Buttons.SelectMany(row => row);
        var button = buttons.First(candidate => candidate.Code.StartsWith(code, StringComparison.Ordinal));
        return SendAsync($"> [{button.Label}]", origin => new ChatInput.ButtonInput(origin, button.Code));
    }

    public bool Offers(string label) =>
        Desk.SentMessages.Any(message => message.Buttons.Any(row => row.Any(button => button.Label == label)));

    /// <summary>Presses the button with that label under the last message that has one.</summary>
    public Task PressLabelAsync(string label)
    {
        var button = Enumerable.Reverse(Desk.SentMessages).SelectMany(message => message.Buttons.SelectMany(row => row))
            .First(candidate => candidate.Label == label);
        return SendAsync($"> [{button.Label}]", origin => new ChatInput.ButtonInput(origin, button.Code));
    }

    /// <summary>Adds a line to the transcript that neither side said.</summary>
    public void Note(string line) => _transcript.Append(line).Append('\n');

    public void Wait(TimeSpan time) => _waited += time;

    public async Task SendAsync(string transcriptLine, Func<InputOrigin, ChatInput> createInput)
    {
        var id = $"m{_inputs.Count + 1}";
        var at = InMemoryDesk.Due.AddDays(-2).Add(Pause * _inputs.Count).Add(_waited);
        var origin = new InputOrigin
        {
            From = new(channel, "bot", "7"), ExternalId = id, SentAt = at, LanguageHint = hint,
        };
        _inputs[id] = createInput(origin);
        _transcript.Append(transcriptLine).Append('\n');
        await Desk.StoreAsync([new(channel, "bot", id, "7", id, at)], TestContext.Current.CancellationToken);
        using var conversations = new InMemoryConversations(Desk, new Dialog(ChatSession.Texts, Clips), [this]);
        conversations.ProcessAll();
        foreach (var message in Desk.SentMessages.Skip(_shown)) Append(message);
        _shown = Desk.SentMessages.Count;
    }

    private void Append(OutgoingMessage message)
    {
        if (message.Clips.Count > 0) _transcript.Append("  (").AppendJoin(' ', message.Clips).Append(")\n");
        else foreach (var line in message.Text.Split('\n')) _transcript.Append("  ").Append(line).Append('\n');
        foreach (var row in message.Buttons.Where(row => !IsLanguageRow(row) || message.Buttons.Count == 1))
            _transcript.Append("    ").AppendJoin(' ', row.Select(button => $"[{button.Label}]")).Append('\n');
    }

    private static bool IsLanguageRow(IReadOnlyList<ChatButton> row) =>
        row.All(button => button.Code.StartsWith("language:", StringComparison.Ordinal));
}
