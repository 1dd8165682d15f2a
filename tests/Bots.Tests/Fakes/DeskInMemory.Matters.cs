using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>Matters of residents, as simple as the port allows: what was said is kept by its external id, and every call may come twice.</summary>
internal sealed partial class DeskInMemory
{
    private readonly Dictionary<string, IntakeReceipt> _receipts = [];
    private readonly Dictionary<ChatAddress, List<TrackedTicket>> _matters = [];
    private long _counter = 100_016;

    public List<IncomingMessage> Submitted { get; } = [];

    public List<(TicketNumber Number, Amendment Amendment)> Amended { get; } = [];

    /// <summary>Files by the external id they came under.</summary>
    public List<(string ExternalId, IncomingFile File)> Files { get; } = [];

    public Dictionary<TicketNumber, (int Score, string? Comment)> Ratings { get; } = [];

    public Dictionary<string, TicketNumber> PickUps { get; } = [];

    public List<bool> Reached { get; } = [];

    /// <summary>Given with the next receipt of an opened matter.</summary>
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
            return Task.FromResult(Change(chat, number, matter => matter with { Kind = amendment.Kind ?? matter.Kind }));
        }
    }

    public Task<IReadOnlyList<TrackedTicket>> MattersAsync(ChatAddress chat, CancellationToken cancellation)
    {
        lock (_lock) return Task.FromResult<IReadOnlyList<TrackedTicket>>([.. MattersOf(chat)]);
    }

    public Task<IntakeReceipt?> MoveAsync(ChatAddress chat, string externalId, TicketNumber? about, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (!_receipts.TryGetValue(externalId, out var receipt)) return Task.FromResult<IntakeReceipt?>(null);
            if (about is { } to && MattersOf(chat).All(matter => matter.Number != to)) return Task.FromResult<IntakeReceipt?>(null);
            if (receipt.Opened && about is null) return Task.FromResult<IntakeReceipt?>(receipt);
            var moved = about is { } there ? receipt with { Number = there, Unsure = false } : receipt with { Number = Open(chat, Submitted.First(m => m.ExternalId == externalId)), Opened = true, Unsure = false };
            return Task.FromResult<IntakeReceipt?>(_receipts[externalId] = moved);
        }
    }

    public Task<bool> WithdrawAsync(ChatAddress chat, TicketNumber number, string words, CancellationToken cancellation)
    {
        lock (_lock) return Task.FromResult(StatusOf(chat, number) is not TicketStatus.Closed && Change(chat, number, matter => matter with { Status = TicketStatus.Closed, Unanswered = false }));
    }

    public Task<IntakeReceipt?> ReopenAsync(ChatAddress chat, TicketNumber number, string words, CancellationToken cancellation)
    {
        lock (_lock)
            return Task.FromResult(StatusOf(chat, number) is TicketStatus.Resolved or TicketStatus.InProgress && Change(chat, number, matter => matter with { Status = TicketStatus.InProgress })
                ? Receipt(number, opened: false) : null);
    }

    public Task<bool> RateAsync(ChatAddress chat, TicketNumber number, int score, CancellationToken cancellation)
    {
        lock (_lock) return Task.FromResult(MattersOf(chat).Any(m => m.Number == number) && (Ratings.TryAdd(number, (score, null)) || Ratings[number].Score == score));
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
        lock (_lock) return Task.FromResult(code == "K7M2QX34" ? _matters.Values.SelectMany(m => m).FirstOrDefault(m => m.Number == number) : null);
    }

    public Task<KnownAnswer?> KnownAsync(string code, Language language, CancellationToken cancellation) =>
        Task.FromResult(Known is { } known && known.Code == code ? known with { Question = $"{known.Question} ({LanguageTag.Of(language)})" } : null);

    public Task<TrackedTicket?> PickUpAsync(ChatAddress chat, string code, Language language, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (!PickUps.TryGetValue(code, out var number)) return Task.FromResult<TrackedTicket?>(null);
            if (!_matters.TryGetValue(chat, out var matters)) _matters[chat] = matters = [];
            if (!matters.Exists(m => m.Number == number)) matters.Insert(0, Matter(number, "counter"));
            return Task.FromResult<TrackedTicket?>(matters.Find(m => m.Number == number));
        }
    }

    public Task ReachableAsync(ChatAddress chat, bool reachable, CancellationToken cancellation)
    {
        lock (_lock) Reached.Add(reachable);
        return Task.CompletedTask;
    }

    public Task<bool> LinkAsync(ChatAddress chat, string code, Language language, CancellationToken cancellation) => Task.FromResult(code == "24681357");

    /// <summary>Staff do something with a matter.</summary>
    public void Let(string number, Func<TrackedTicket, TrackedTicket> happen)
    {
        foreach (var matters in _matters.Values)
            if (matters.FindIndex(m => m.Number.ToString() == number) is >= 0 and var at) matters[at] = happen(matters[at]);
    }

    private List<TrackedTicket> MattersOf(ChatAddress chat) => _matters.GetValueOrDefault(chat) ?? [];

    private TicketStatus? StatusOf(ChatAddress chat, TicketNumber number) => MattersOf(chat).Find(matter => matter.Number == number)?.Status;

    private bool Change(ChatAddress chat, TicketNumber number, Func<TrackedTicket, TrackedTicket> change)
    {
        var matters = MattersOf(chat);
        var at = matters.FindIndex(matter => matter.Number == number);
        if (at >= 0) matters[at] = change(matters[at]);
        return at >= 0;
    }

    private IntakeReceipt OpenOrJoin(IncomingMessage message)
    {
        var open = MattersOf(message.From).FindAll(matter => matter.Status is not TicketStatus.Closed);
        if (message.NewMatter || open.Count == 0) return Receipt(Open(message.From, message), opened: true) with { Known = Known };
        var about = message.About is { } named && open.Exists(m => m.Number == named) ? named : open[0].Number;
        var thanks = message.Text is "谢谢" or "رەھمەت";
        return Receipt(about, opened: false) with
        {
            Thanks = thanks, DueAt = thanks ? null : Due, Unsure = message.About is null && !thanks,
            Others = [.. open.Select(matter => matter.Number).Where(number => number != about)],
        };
    }

    private TicketNumber Open(ChatAddress chat, IncomingMessage message)
    {
        if (!_matters.TryGetValue(chat, out var matters)) _matters[chat] = matters = [];
        matters.Insert(0, Matter(TicketNumber.FromCounter(++_counter), message.Text.Split('\n')[0]) with { Kind = message.Kind ?? TicketKind.Inquiry });
        return matters[0].Number;
    }

    private static IntakeReceipt Receipt(TicketNumber number, bool opened) => new()
    {
        Number = number, TrackingCode = "K7M2QX", Opened = opened, Kind = TicketKind.Inquiry, DueAt = Due,
    };

    private static TrackedTicket Matter(TicketNumber number, string subject) => new()
    {
        Number = number, Kind = TicketKind.Inquiry, Subject = subject, Status = TicketStatus.New, ReceivedAt = Due.AddDays(-2), DueAt = Due,
        Cycle = CycleState.Open, Unanswered = true, Answers = [],
    };
}
