using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>Tickets of residents: messages are identified by their external id, so every call may be repeated.</summary>
internal sealed partial class DeskInMemory
{
    private readonly Dictionary<string, IntakeReceipt> _receipts = [];
    private readonly Dictionary<ChatAddress, List<TrackedTicket>> _matters = [];
    private long _counter = 100_016;

    public List<IncomingMessage> Submitted { get; } = [];

    public List<(TicketNumber Number, Amendment Amendment)> Amended { get; } = [];

    /// <summary>Files with the external ids of their messages.</summary>
    public List<(string ExternalId, IncomingFile File)> Files { get; } = [];

    public Dictionary<TicketNumber, (int Score, string? Comment)> Ratings { get; } = [];

    public Dictionary<string, TicketNumber> PickUps { get; } = [];

    public List<bool> Reached { get; } = [];

    /// <summary>The suggested answer in the receipt of the next ticket that is opened.</summary>
    public KnownAnswer? Known { get; set; }

    public Task<IntakeReceipt> SubmitAsync(IncomingMessage message, CancellationToken cancellation)
    {
        Trip?.Invoke(nameof(SubmitAsync));
        lock (_lock)
        {
            Files.AddRange(message.Files.Select(file => (message.ExternalId, file)).Except(Files));
            if (_receipts.TryGetValue(message.ExternalId, out var known)) return Task.FromResult(known);
            Submitted.Add(message);
            return Task.FromResult(_receipts[message.ExternalId] = OpenOrJoin(message));
        }
    }

    public Task<bool> IsIdleAsync(IncomingMessage message, CancellationToken cancellation)
    {
        lock (_lock) return Task.FromResult(message.Text is "谢谢" or "رەھمەت" && !_matters.ContainsKey(message.From));
    }

    public Task<bool> AmendAsync(ChatAddress chat, TicketNumber number, Amendment amendment, CancellationToken cancellation)
    {
        Trip?.Invoke(nameof(AmendAsync));
        lock (_lock)
        {
            Amended.Add((number, amendment));
            return Task.FromResult(Change(chat, number, ticket => ticket with { Kind = amendment.Kind ?? ticket.Kind }));
        }
    }

    public Task<IReadOnlyList<TrackedTicket>> MattersAsync(ChatAddress chat, CancellationToken cancellation)
    {
        lock (_lock) return Task.FromResult<IReadOnlyList<TrackedTicket>>([.. MattersOf(chat)]);
    }

    public Task<IntakeReceipt?> MoveAsync(
        ChatAddress chat, string externalId, TicketNumber? about, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (!_receipts.TryGetValue(externalId, out var receipt)) return Task.FromResult<IntakeReceipt?>(null);
            if (about is { } to && MattersOf(chat).All(ticket => ticket.Number != to)) return Task.FromResult<IntakeReceipt?>(null);
            if (receipt.Opened && about is null) return Task.FromResult<IntakeReceipt?>(receipt);
            var moved = about is { } target
                ? receipt with { Number = target, Unsure = false }
                : receipt with { Number = OpenFor(chat, externalId), Opened = true, Unsure = false };
            return Task.FromResult<IntakeReceipt?>(_receipts[externalId] = moved);
        }
    }

    public Task<bool> WithdrawAsync(ChatAddress chat, TicketNumber number, string words, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult(StatusOf(chat, number) is not TicketStatus.Closed
                && Change(chat, number, ticket => ticket with { Status = TicketStatus.Closed, Unanswered = false }));
        }
    }

    public Task<IntakeReceipt?> ReopenAsync(ChatAddress chat, TicketNumber number, string words, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var reopened = StatusOf(chat, number) is TicketStatus.Resolved or TicketStatus.InProgress
                && Change(chat, number, ticket => ticket with { Status = TicketStatus.InProgress });
            return Task.FromResult(reopened ? Receipt(number, opened: false) : null);
        }
    }

    public Task<bool> RateAsync(ChatAddress chat, TicketNumber number, int score, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult(MattersOf(chat).Any(ticket => ticket.Number == number)
                && (Ratings.TryAdd(number, (score, null)) || Ratings[number].Score == score));
        }
    }

    public Task<bool> CommentAsync(ChatAddress chat, TicketNumber number, string words, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (!Ratings.TryGetValue(number, out var rating) || (rating.Comment ?? words) != words) return Task.FromResult(false);
            Ratings[number] = (rating.Score, words);
            return Task.FromResult(true);
        }
    }

    public Task<TrackedTicket?> TrackAsync(ChatAddress chat, TicketNumber number, string code, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var all = _matters.Values.SelectMany(list => list);
            return Task.FromResult(code == "K7M2QX34" ? all.FirstOrDefault(ticket => ticket.Number == number) : null);
        }
    }

    public Task<KnownAnswer?> KnownAsync(string code, Language language, CancellationToken cancellation) =>
        Task.FromResult(Known is { } known && known.Code == code
            ? known with { Question = $"{known.Question} ({LanguageTag.Of(language)})" }
            : null);

    public Task<TrackedTicket?> PickUpAsync(ChatAddress chat, string code, Language language, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (!PickUps.TryGetValue(code, out var number)) return Task.FromResult<TrackedTicket?>(null);
            if (!_matters.TryGetValue(chat, out var tickets)) _matters[chat] = tickets = [];
            if (!tickets.Exists(ticket => ticket.Number == number)) tickets.Insert(0, Matter(number, "counter"));
            return Task.FromResult<TrackedTicket?>(tickets.Find(ticket => ticket.Number == number));
        }
    }

    public Task ReachableAsync(ChatAddress chat, bool reachable, CancellationToken cancellation)
    {
        lock (_lock) Reached.Add(reachable);
        return Task.CompletedTask;
    }

    public Task<bool> LinkAsync(ChatAddress chat, string code, Language language, CancellationToken cancellation) =>
        Task.FromResult(code == "24681357");

    /// <summary>Changes a ticket as staff would.</summary>
    public void Let(string number, Func<TrackedTicket, TrackedTicket> happen)
    {
        foreach (var tickets in _matters.Values)
        {
            var index = tickets.FindIndex(ticket => ticket.Number.ToString() == number);
            if (index >= 0) tickets[index] = happen(tickets[index]);
        }
    }

    private List<TrackedTicket> MattersOf(ChatAddress chat) => _matters.GetValueOrDefault(chat) ?? [];

    private TicketStatus? StatusOf(ChatAddress chat, TicketNumber number) =>
        MattersOf(chat).Find(ticket => ticket.Number == number)?.Status;

    private bool Change(ChatAddress chat, TicketNumber number, Func<TrackedTicket, TrackedTicket> change)
    {
        var tickets = MattersOf(chat);
        var index = tickets.FindIndex(ticket => ticket.Number == number);
        if (index >= 0) tickets[index] = change(tickets[index]);
        return index >= 0;
    }

    private IntakeReceipt OpenOrJoin(IncomingMessage message)
    {
        var open = MattersOf(message.From).FindAll(ticket => ticket.Status is not TicketStatus.Closed);
        if (message.NewMatter || open.Count == 0)
            return Receipt(Open(message.From, message), opened: true) with { Known = Known };
        var target = message.About is { } named && open.Exists(ticket => ticket.Number == named) ? named : open[0].Number;
        var isCourtesy = message.Text is "谢谢" or "رەھمەت";
        return Receipt(target, opened: false) with
        {
            Thanks = isCourtesy, DueAt = isCourtesy ? null : Due, Unsure = message.About is null && !isCourtesy,
            Others = [.. open.Select(ticket => ticket.Number).Where(number => number != target)],
        };
    }

    private TicketNumber OpenFor(ChatAddress chat, string externalId) =>
        Open(chat, Submitted.First(message => message.ExternalId == externalId));

    private TicketNumber Open(ChatAddress chat, IncomingMessage message)
    {
        if (!_matters.TryGetValue(chat, out var tickets)) _matters[chat] = tickets = [];
        var ticket = Matter(TicketNumber.FromCounter(++_counter), message.Text.Split('\n')[0]);
        tickets.Insert(0, ticket with { Kind = message.Kind ?? TicketKind.Inquiry });
        return ticket.Number;
    }

    private static IntakeReceipt Receipt(TicketNumber number, bool opened) => new()
    {
        Number = number, TrackingCode = "K7M2QX", Opened = opened, Kind = TicketKind.Inquiry, DueAt = Due,
    };

    private static TrackedTicket Matter(TicketNumber number, string subject) => new()
    {
        Number = number, Kind = TicketKind.Inquiry, Subject = subject, Status = TicketStatus.New,
        ReceivedAt = Due.AddDays(-2), DueAt = Due,
        Cycle = CycleState.Open, Unanswered = true, Answers = [],
    };
}
