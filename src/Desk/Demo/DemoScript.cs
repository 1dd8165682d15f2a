using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Demo;

/// <summary>Creates the n-th ticket of the demo: chooses its channel, its age, and the actions taken on it.</summary>
internal sealed class DemoScript(DemoDesk desk, DemoMatters demo, TimeSpan promise)
{
    public const int Tickets = 66;

    private static readonly ContactChannel[] Ways =
    [
        ContactChannel.Telegram, ContactChannel.Counter, ContactChannel.WebChat, ContactChannel.Hotline, ContactChannel.WeChat,
        ContactChannel.SuggestionBox, ContactChannel.Api,
    ];

    // Channels over which an answer is delivered although the demo has no bot token.
    private static readonly ContactChannel[] Answerable =
        [ContactChannel.WebChat, ContactChannel.Counter, ContactChannel.Hotline, ContactChannel.Api];

    // Shares of the response time that are used up when the demo starts. 0.98 is about to be missed.
    private static readonly double[] Used = [0.02, 0.98, 0.3, 0.55, 0.9, 0.1, 0.75, 0.45, 0.985, 0.2, 0.65, 0.95, 0.05];

    public async Task PlayAsync(int n, DateTimeOffset now, CancellationToken cancellation)
    {
        var step = n % 11;
        var channel = step is >= 5 ? Answerable[n % Answerable.Length] : Ways[n % Ways.Length];
        var ticket = await desk.OpenAsync(MatterOf(n, channel, now, missed: step is 9), cancellation);
        var texts = demo.WordsIn(ticket.Language);
        var actor = ticket.Department is DemoDesk.AgentDepartment && n % 2 == 0 ? DemoDesk.Agent : DemoDesk.Clerk;
        await (step switch
        {
            3 or 4 or 9 => TakeAsync(ticket, actor, texts, cancellation),
            5 => AnswerAsync(ticket, actor, texts, n, cancellation),
            6 => desk.AnswerAsync(ticket, actor, new(texts.Ask, AnswerKind.NeedFromYou), cancellation),
            7 => ResolveAsync(ticket, actor, texts, n, cancellation),
            8 => EndAsync(ticket, actor, texts, n, cancellation),
            10 => NextStepAsync(ticket, actor, texts, now, n, cancellation),
            _ => Task.CompletedTask,
        });
    }

    public Matter MatterOf(int n, ContactChannel channel, DateTimeOffset now, bool missed = false)
    {
        var ticket = demo.Matters[n % demo.Matters.Count];
        var age = missed ? promise * 1.2 + TimeSpan.FromHours(n % 5) : promise * Used[n % Used.Length];
        return new()
        {
            Channel = channel, Kind = ticket.Kind, Description = ticket.Text, Language = ticket.Language, ServiceItem = ticket.ServiceItem,
            ReceivedAt = now - age, MayBeOld = true, Department = DepartmentOf(ticket),
            Actor = channel.IsChat() ? Actor.Resident(ticket.Language) : DemoDesk.Clerk,
            Anonymity = ticket.Name is null && !channel.IsChat() ? Anonymity.Anonymous : Anonymity.Named,
            Priority = n % 17 == 4 ? Priority.Urgent : Priority.Normal,
            Chat = channel.IsChat() ? new(channel, "demo", $"demo-{n}") : null, ExternalId = $"demo-{n}",
            Requester = new()
            {
                Name = ticket.Name, Village = ticket.Village, Township = ticket.Township,
                Phone = channel is ContactChannel.Counter or ContactChannel.Hotline && ticket.Name is not null
                    ? $"13{n % 10}0998{1000 + n}" : null,
                Type = n % 6 == 1 ? RequesterType.Cooperative : n % 9 == 2 ? RequesterType.VillageStation : RequesterType.Resident,
            },
        };
    }

    private static string? DepartmentOf(DemoMatter matter) => matter.ServiceItem switch
    {
        "techHelp" => "techSupport",
        "market" => "brand",
        "training" => "product",
        "rights" => "general",
        "management" => "settlement",
        _ => "frontDesk",
    };

    private async Task TakeAsync(Ticket ticket, Actor actor, DemoWords words, CancellationToken cancellation)
    {
        await desk.TakeAsync(ticket, actor, cancellation);
        await desk.NoteAsync(ticket, actor, words.Note, cancellation);
    }

    private Task AnswerAsync(Ticket ticket, Actor actor, DemoWords words, int n, CancellationToken cancellation) => n % 4 == 3
        ? desk.AnswerAsync(ticket, actor, new(words.OutOfRemit, AnswerKind.OutOfRemit, Office: words.Office), cancellation)
        : desk.AnswerAsync(ticket, actor, new(words.Answers[n % words.Answers.Count]), cancellation);

    private Task NextStepAsync(Ticket ticket, Actor actor, DemoWords words, DateTimeOffset now, int n, CancellationToken cancellation) =>
        desk.AnswerAsync(
            ticket, actor, new(words.Answers[n % words.Answers.Count], AnswerKind.NextStep, now + TimeSpan.FromDays(2 + n % 5)),
            cancellation);

    private async Task ResolveAsync(Ticket ticket, Actor actor, DemoWords words, int n, CancellationToken cancellation)
    {
        await desk.AnswerAsync(ticket, actor, new(words.Answers[n % words.Answers.Count]), cancellation);
        await desk.ResolveAsync(ticket, actor, words.Done, cancellation);
    }

    private async Task EndAsync(Ticket ticket, Actor actor, DemoWords words, int n, CancellationToken cancellation)
    {
        if (n % 2 == 0)
        {
            await desk.WithdrawAsync(ticket, cancellation);
            return;
        }

        await ResolveAsync(ticket, actor, words, n, cancellation);
        await desk.CloseAsync(ticket, cancellation);
    }
}
