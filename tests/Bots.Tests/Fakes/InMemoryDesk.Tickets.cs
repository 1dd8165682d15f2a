using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>Tickets of residents. Messages are identified by their external id.</summary>
internal sealed partial class InMemoryDesk
{
    private readonly Dictionary<string, IntakeReceipt> _receipts = [];
    private readonly Dictionary<ChatAddress, List<TrackedTicket>> _tickets = [];
    private readonly Dictionary<TicketNumber, DateTimeOffset> _lastWords = [];
    private readonly Dictionary<TicketNumber, DateTimeOffset> _lastUrging = [];
    private readonly Dictionary<string, string> _words = [];
    private long _counter = 100_016;

    public List<IncomingMessage> Submitted { get; } = [];

    public List<(TicketNumber Number, Amendment Amendment)> Amended { get; } = [];

    /// <summary>Files with the external ids of their messages.</summary>
    public List<(string ExternalId, IncomingFile File)> Files { get; } = [];

    public Dictionary<TicketNumber, (int Score, string? Comment)> Ratings { get; } = [];

    /// <summary>The language of each ticket, for what is sent to its resident later.</summary>
    public Dictionary<TicketNumber, Language> Languages { get; } = [];

    public List<TicketNumber> Urged { get; } = [];

    /// <summary>The words that reopened tickets; they are kept there.</summary>
    public List<string> ReopenedWith { get; } = [];

    public List<TicketNumber> Appealed { get; } = [];

    /// <summary>True if the matter of a resident who says that it is not solved was not solved before.</summary>
    public bool OffersAppeal { get; set; }

    /// <summary>The tickets whose residents staff are to call.</summary>
    public List<TicketNumber> Calls { get; } = [];

    /// <summary>The department that handles every ticket; null for none.</summary>
    public string? HandledBy { get; set; }

    public Dictionary<string, TicketNumber> PickUpCodes { get; } = [];

    public List<bool> ReachableChanges { get; } = [];

    /// <summary>The suggested answer in the receipt of the next ticket that is opened.</summary>
    public FrequentAnswer? SuggestedAnswer { get; set; }

    public IntakeReceipt Submit(IncomingMessage message)
    {
        Files.AddRange(message.Files.Select(file => (message.ExternalId, file)).Except(Files));
        if (_receipts.TryGetValue(message.ExternalId, out var known)) return known;
        Submitted.Add(message);
        return _receipts[message.ExternalId] = OpenOrJoin(message);
    }

    /// <summary>The ticket that a message was taken into; null if it was not.</summary>
    public TicketNumber? TicketOf(string externalId) => _receipts.TryGetValue(externalId, out var receipt) ? receipt.Number : null;

    /// <summary>The id of a message. The parts of an album have that of the album, an edit that of the message it changes.</summary>
    public static string MessageIdOf(ChatInput input) => input switch
    {
        ChatInput.TextInput { EditsMessageId: { } edited } => edited,
        ChatInput.MediaInput { AlbumId: { } album } => album,
        _ => input.Origin.ExternalId,
    };

    /// <summary>The id of the part of a message that has words of its own: of an album, each part.</summary>
    public static string PartIdOf(ChatInput input) => (input as ChatInput.TextInput)?.EditedPart ?? input switch
    {
        ChatInput.TextInput { EditsMessageId: { } edited } => edited,
        _ => input.Origin.ExternalId,
    };

    /// <summary>Remembers the words of a message. Returns false for an edit that changes none.</summary>
    public bool RememberWords(ChatInput input)
    {
        var part = PartIdOf(input);
        if (input is ChatInput.TextInput { IsEdit: true } edit && _words.GetValueOrDefault(part) is { } before
            && EditedText.ChangesNoWord(before, edit.Text)) return false;
        if (input is ChatInput.TextInput { Text: var text }) _words[part] = text.Trim();
        else if (input is ChatInput.MediaInput { Caption: { } caption }) _words[part] = caption.Trim();
        return true;
    }

    public bool IsCourtesyOnly(IncomingMessage message) =>
        IsCourtesy(message, ticket: null) && !_tickets.ContainsKey(message.From);

    public bool Amend(ChatAddress chat, TicketNumber number, Amendment amendment)
    {
        if (StatusOf(chat, number) is TicketStatus.Closed) return false;
        Amended.Add((number, amendment));
        return TryChange(chat, number, ticket => ticket with { Kind = amendment.Kind ?? ticket.Kind });
    }

    public IReadOnlyList<TrackedTicket> ListTickets(ChatAddress chat) =>
        [.. TicketsOf(chat).Select(ticket => ticket with { HandledBy = HandledBy })];

    public IntakeReceipt? MoveMessage(ChatAddress chat, string externalId, TicketNumber? targetTicket)
    {
        if (!_receipts.TryGetValue(externalId, out var receipt)) return null;
        if (targetTicket is { } to && TicketsOf(chat).All(ticket => ticket.Number != to)) return null;
        if (receipt.Opened && targetTicket is null) return receipt;
        return _receipts[externalId] = targetTicket is { } target
            ? receipt with { Number = target, IsUncertain = false }
            : receipt with { Number = OpenTicketFor(chat, externalId), Opened = true, IsUncertain = false };
    }

    public bool Appeal(TicketNumber number)
    {
        Appealed.Add(number);
        return true;
    }

    public UrgeReceipt? Urge(ChatAddress chat, TicketNumber number, DateTimeOffset now)
    {
        if (TicketsOf(chat).Find(ticket => ticket.Number == number) is not { Unanswered: true } ticket) return null;
        var isRepeat = _lastUrging.TryGetValue(number, out var before) && now - before < TimeSpan.FromMinutes(10);
        if (!isRepeat)
        {
            Urged.Add(number);
            _lastUrging[number] = now;
        }

        return new(ticket.DueAt, ticket.Cycle is CycleState.Missed, HandledBy) { IsRepeat = isRepeat };
    }

    public bool RequestCall(TicketNumber number)
    {
        var isPhoneKnown = Amended.Exists(amended => amended.Number == number && amended.Amendment.Phone is not null);
        if (isPhoneKnown) Calls.Add(number);
        return isPhoneKnown;
    }

    public bool Withdraw(ChatAddress chat, TicketNumber number) => StatusOf(chat, number) is not TicketStatus.Closed
        && TryChange(chat, number, ticket => ticket with { Status = TicketStatus.Closed, Unanswered = false, Withdrawn = true });

    public IntakeReceipt? Reopen(ChatAddress chat, TicketNumber number, string text)
    {
        ReopenedWith.Add(text);
        var reopened = StatusOf(chat, number) is TicketStatus.Resolved or TicketStatus.InProgress
            && TryChange(chat, number, ticket => ticket with { Status = TicketStatus.InProgress });
        return reopened ? CreateReceipt(number, opened: false) with { MayAppeal = OffersAppeal } : null;
    }

    public bool Rate(ChatAddress chat, TicketNumber number, int score, bool corrects)
    {
        if (TicketsOf(chat).All(ticket => ticket.Number != number)) return false;
        if (corrects && Ratings.TryGetValue(number, out var given)) Ratings[number] = given with { Score = score };
        return Ratings.TryAdd(number, (score, null)) || Ratings[number].Score == score;
    }

    public bool AddRatingComment(TicketNumber number, string residentText)
    {
        if (!Ratings.TryGetValue(number, out var rating) || (rating.Comment ?? residentText) != residentText) return false;
        Ratings[number] = (rating.Score, residentText);
        return true;
    }

    public TrackedTicket? Track(TicketNumber number, string code) =>
        code == "K7M2QX34" ? _tickets.Values.SelectMany(list => list).FirstOrDefault(ticket => ticket.Number == number) : null;

    public FrequentAnswer? FindAnswer(string code, Language language) => SuggestedAnswer is { } known && known.Code == code
        ? known with { Question = $"{known.Question} ({LanguageTag.From(language)})" }
        : null;

    public TrackedTicket? PickUp(ChatAddress chat, string code)
    {
        if (!PickUpCodes.TryGetValue(code, out var number)) return null;
        if (!_tickets.TryGetValue(chat, out var tickets)) _tickets[chat] = tickets = [];
        if (!tickets.Exists(ticket => ticket.Number == number)) tickets.Insert(0, CreateTicket(number, "counter"));
        return tickets.Find(ticket => ticket.Number == number);
    }

    /// <summary>Changes a ticket as staff would.</summary>
    public void ChangeTicket(string number, Func<TrackedTicket, TrackedTicket> change)
    {
        foreach (var tickets in _tickets.Values)
        {
            var index = tickets.FindIndex(ticket => ticket.Number.ToString() == number);
            if (index >= 0) tickets[index] = change(tickets[index]);
        }
    }

    public IReadOnlyList<TrackedTicket> SetLanguage(ChatAddress chat, Language language)
    {
        var changed = TicketsOf(chat).FindAll(ticket => Languages.GetValueOrDefault(ticket.Number) != language);
        foreach (var ticket in changed) Languages[ticket.Number] = language;
        return changed;
    }

    private List<TrackedTicket> TicketsOf(ChatAddress chat) => _tickets.GetValueOrDefault(chat) ?? [];

    private TicketStatus? StatusOf(ChatAddress chat, TicketNumber number) =>
        TicketsOf(chat).Find(ticket => ticket.Number == number)?.Status;

    private bool TryChange(ChatAddress chat, TicketNumber number, Func<TrackedTicket, TrackedTicket> change)
    {
        var tickets = TicketsOf(chat);
        var index = tickets.FindIndex(ticket => ticket.Number == number);
        if (index >= 0) tickets[index] = change(tickets[index]);
        return index >= 0;
    }

    /// <summary>Changes the ticket that was opened last, as staff would.</summary>
    public void ChangeNewestTicket(Func<TrackedTicket, TrackedTicket> change) =>
        ChangeTicket(TicketNumber.FromCounter(_counter).ToString(), change);

    private IntakeReceipt OpenOrJoin(IncomingMessage message)
    {
        var receipt = OpenOrJoinNow(message);
        _lastWords[receipt.Number] = message.SentAt;
        return receipt;
    }

    /// <summary>The ticket that was talked about last, if that is not long ago; else the only one that waits for the resident.</summary>
    private TicketNumber? FindLikeliest(List<TrackedTicket> open, DateTimeOffset now)
    {
        var last = open.MaxBy(ticket => _lastWords.GetValueOrDefault(ticket.Number))!.Number;
        if (now - _lastWords.GetValueOrDefault(last) < TimeSpan.FromMinutes(30)) return last;
        return open.FindAll(ticket => ticket.Status is TicketStatus.WaitingForResident) is [var only] ? only.Number : null;
    }

    private IntakeReceipt OpenOrJoinNow(IncomingMessage message)
    {
        var isCourtesy = IsCourtesy(message, ticket: null);
        var open = TicketsOf(message.From).FindAll(ticket => ticket.Status is not TicketStatus.Closed || isCourtesy);
        var named = FindNamed(message);
        var isNamedOver = named is not null && !open.Exists(ticket => ticket.Number == named);
        if ((message.OpensNewTicket && !isCourtesy) || open.Count == 0 || isNamedOver)
            return CreateReceipt(OpenTicket(message.From, message), opened: true) with { SuggestedAnswer = SuggestedAnswer };
        var candidates = open.FindAll(ticket => ticket.Status is not (TicketStatus.Resolved or TicketStatus.Closed));
        if (candidates.Count == 0) candidates = open;
        var likeliest = named ?? FindLikeliest(candidates, message.SentAt);
        var target = likeliest ?? candidates[0].Number;
        isCourtesy = IsCourtesy(message, open.Find(ticket => ticket.Number == target));
        if (!isCourtesy) TryChange(message.From, target, GoOn);
        return CreateReceipt(target, opened: false) with
        {
            HandledBy = HandledBy,
            IsCourtesy = isCourtesy,
            DueAt = isCourtesy ? null : Due,
            IsOver = StatusOf(message.From, target) is TicketStatus.Resolved or TicketStatus.Closed,
            IsUncertain = likeliest is null && !isCourtesy && open.Count(ticket => ticket.Status is not TicketStatus.Resolved) > 1,
            OtherOpenTickets = [.. open.Select(ticket => ticket.Number).Where(number => number != target)],
        };
    }

    /// <summary>The ticket of the message that was edited or replied to, or the one that the resident chose.</summary>
    private TicketNumber? FindNamed(IncomingMessage message)
    {
        if (message.EditsMessageId is { } edited && TicketOf(edited) is { } changed) return changed;
        var replied = message.RepliesTo is { } reply ? TicketOf(reply.ExternalId) ?? reply.NamedTicket : null;
        return new[] { replied, message.TargetTicket }
            .FirstOrDefault(number => TicketsOf(message.From).Exists(ticket => ticket.Number == number));
    }

    // Whatever is written is an answer to what staff asked. The words that are replied to are not the resident's own.
    private static bool IsCourtesy(IncomingMessage message, TrackedTicket? ticket)
    {
        var text = message.Text;
        if (message.IsCourtesy) return true;
        if (ticket?.Status is TicketStatus.WaitingForResident && message.EditsMessageId is null) return false;
        if (MediaPlaceholder.FindIn(text) is { IsPoliteSticker: true, IsWholeText: true }) return true;
        var own = string.Join('\n', text.Split('\n').SkipWhile(line => line.StartsWith("> ", StringComparison.Ordinal)));
        return Politeness.Judge(own) is not null;
    }

    private static TrackedTicket GoOn(TrackedTicket ticket) => ticket.Status is TicketStatus.New or TicketStatus.Closed ? ticket
        : ticket with { Status = TicketStatus.InProgress, Unanswered = true };

    private TicketNumber OpenTicketFor(ChatAddress chat, string externalId) =>
        OpenTicket(chat, Submitted.First(message => message.ExternalId == externalId));

    private TicketNumber OpenTicket(ChatAddress chat, IncomingMessage message)
    {
        if (!_tickets.TryGetValue(chat, out var tickets)) _tickets[chat] = tickets = [];
        var ticket = CreateTicket(TicketNumber.FromCounter(++_counter), Politeness.FirstLineOfSubstance(message.Text));
        tickets.Insert(0, ticket with { Kind = message.Kind ?? TicketKind.Inquiry });
        Languages[ticket.Number] = message.Language;
        return ticket.Number;
    }

    private static IntakeReceipt CreateReceipt(TicketNumber number, bool opened) => new()
    {
        Number = number, TrackingCode = "K7M2QX", Opened = opened, Kind = TicketKind.Inquiry, DueAt = Due,
    };

    private static TrackedTicket CreateTicket(TicketNumber number, string subject) => new()
    {
        Number = number, Kind = TicketKind.Inquiry, Subject = subject, Status = TicketStatus.New,
        ReceivedAt = Due.AddDays(-2), DueAt = Due,
        Cycle = CycleState.Open, Unanswered = true, Answers = [],
    };
}
