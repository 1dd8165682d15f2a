using System.Text;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>A chat with the bot on any channel, recorded as a transcript of both sides.</summary>
internal sealed class RecordedChat(ContactChannel channel, Language hint) : IUpdateReader
{
    private readonly Dictionary<string, ChatInput> _inputs = [];
    private readonly List<string> _updates = [];
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

    /// <summary>Everything that the resident did, in order.</summary>
    public IReadOnlyCollection<ChatInput> Inputs => _inputs.Values;

    public ConversationState State => Desk.LoadState(new(channel, "bot", "7"));

    public ParsedUpdate Parse(RawUpdate update) => new ParsedUpdate.Understood(_inputs[update.Payload]);

    public Task SendTextAsync(string text) => SendAsync($"> {text}", origin => new ChatInput.TextInput(origin, text));

    /// <summary>Changes the words of a message. Everything that the resident did is counted, from 1.</summary>
    public Task EditAsync(int message, string text) => SendAsync($"> (edit {message}) {text}", origin =>
        new ChatInput.TextInput(origin, text, IsEdit: true)
        {
            EditsMessageId = InMemoryDesk.MessageIdOf(_inputs[$"m{message}"]), EditedPart = InMemoryDesk.PartIdOf(_inputs[$"m{message}"]),
        });

    /// <summary>Replies to a message of the bot, counted from 1, with words of it picked out if there are any.</summary>
    public Task ReplyAsync(int bubble, string text, string? quote = null)
    {
        var replied = new RepliedMessage($"b{bubble}", Desk.SentMessages[bubble - 1].Text, quote);
        return SendAsync(quote is null ? $"> (reply {bubble}) {text}" : $"> (quote {bubble} {quote}) {text}",
            origin => new ChatInput.TextInput(origin with { RepliesTo = replied }, text));
    }

    /// <summary>Sends the words again and again in one message of that length.</summary>
    public Task SendLongAsync(string words, int length) => SendAsync($"> (long {length}) {words}", origin =>
        new ChatInput.TextInput(origin, string.Concat(Enumerable.Repeat(words, length / words.Length))));

    public Task ForwardAsync(string source, string text) => SendAsync($"> (forward{(source.Length > 0 ? " " + source : "")}) {text}",
        origin => new ChatInput.TextInput(origin with { ForwardedFrom = source }, text));

    public Task SetReachableAsync(bool reachable) => SendAsync(reachable ? "* unblocked" : "* blocked",
        origin => reachable ? new ChatInput.BotUnblocked(origin) : new ChatInput.BotBlocked(origin));

    /// <summary>Brings the last update once more: under its own id, or under a new one as after a server was away for long.</summary>
    public Task RepeatAsync(bool underNewId)
    {
        Note(underNewId ? "* came again in another update" : "* came again");
        return DeliverAsync(underNewId ? $"u{_updates.Count + 1}" : _updates[^1], _inputs.Keys.Last());
    }

    public Task SendMediaAsync(MediaKind kind, string? caption = null, string? album = null, string? detail = null) => SendAsync(
        $"> ({kind}{(album is null ? "" : " " + album)}) {caption}".TrimEnd(),
        origin => new ChatInput.MediaInput(origin, kind, detail, caption)
        {
            AlbumId = album, Files = kind is MediaKind.Voice or MediaKind.Photo or MediaKind.Video or MediaKind.File
                ? [new() { Source = "file-" + origin.ExternalId, Kind = FileKind.Photo }] : [],
        });

    /// <summary>Presses the first button of the last keyboard whose code starts with the given text.</summary>
    public Task PressAsync(string code)
    {
        var buttons = Desk.SentMessages.Last(message => message.Buttons.Count > 0).Buttons.SelectMany(row => row);
        var button = buttons.First(candidate => candidate.Code.StartsWith(code, StringComparison.Ordinal));
        return SendAsync($"> [{button.Label}]", origin => new ChatInput.ButtonInput(origin, button.Code));
    }

    public bool Offers(string label) => FindButton(label) is not null;

    /// <summary>Presses the button with that label under the last message that has one.</summary>
    public Task PressLabelAsync(string label)
    {
        var button = FindButton(label) ?? throw new InvalidOperationException($"There is no button {label}.");
        return SendAsync($"> [{button.Label}]", origin => new ChatInput.ButtonInput(origin, button.Code));
    }

    private ChatButton? FindButton(string label) => Enumerable.Reverse(Desk.SentMessages)
        .SelectMany(message => message.Buttons.SelectMany(row => row))
        .FirstOrDefault(button => string.Equals(button.Label, label, StringComparison.OrdinalIgnoreCase));

    /// <summary>Adds a line to the transcript that neither side said.</summary>
    public void Note(string line) => _transcript.Append(line).Append('\n');

    /// <summary>Staff ask something about the newest ticket: it waits for the resident.</summary>
    public void AskAsStaff(string question)
    {
        Note("* asks " + question);
        var chat = new ChatAddress(channel, "bot", "7");
        Desk.ChangeNewestTicket(ticket => ticket with { Status = TicketStatus.WaitingForResident, Unanswered = false });
        Desk.SentMessages.Add(new()
        {
            To = chat, Text = question, Language = hint,
            Buttons = AnswerButtons.ForQuestion(hint, Desk.ListTickets(chat)[0].Number),
        });
        _shown = Desk.SentMessages.Count;
    }

    /// <summary>Staff resolve a ticket: its resident is asked if it is solved.</summary>
    public void AskIfSolved(string number)
    {
        Note($"* asks if {number} is solved");
        Desk.ChangeTicket(number, ticket => ticket with { Status = TicketStatus.Resolved, Unanswered = false });
        Desk.SentMessages.Add(new()
        {
            To = new(channel, "bot", "7"), Text = number, Language = hint,
            Buttons = AnswerButtons.ForResolved(hint, TicketNumber.Read(number).Number!.Value),
        });
        _shown = Desk.SentMessages.Count;
    }

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
        await DeliverAsync($"u{_updates.Count + 1}", id);
    }

    private async Task DeliverAsync(string updateId, string inputId)
    {
        _updates.Add(updateId);
        var at = _inputs[inputId].Origin.SentAt;
        await Desk.StoreAsync([new(channel, "bot", updateId, "7", inputId, at)], TestContext.Current.CancellationToken);
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
