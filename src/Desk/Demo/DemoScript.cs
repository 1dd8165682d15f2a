using EcomCenter.Bots.Channels;
using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Demo;

/// <summary>Creates the n-th ticket of the demo: chooses its channel, its age, and the actions taken on it.</summary>
internal sealed class DemoScript(DemoActions actions, DemoContent content, TimeSpan promise)
{
    public const int TicketCount = 66;

    private static readonly ContactChannel[] Channels =
    [
        ContactChannel.Telegram, ContactChannel.Counter, ContactChannel.WebChat, ContactChannel.Hotline, ContactChannel.WeChat,
        ContactChannel.SuggestionBox, ContactChannel.Api, ContactChannel.WeCom,
    ];

    // Channels over which an answer is delivered although the demo has no bot token.
    private static readonly ContactChannel[] AnswerableChannels =
        [ContactChannel.WebChat, ContactChannel.Counter, ContactChannel.Hotline, ContactChannel.Api];

    // Shares of the response time that are used up when the demo starts. 0.98 is about to be missed.
    private static readonly double[] UsedShares = [0.02, 0.98, 0.3, 0.55, 0.9, 0.1, 0.75, 0.45, 0.985, 0.2, 0.65, 0.95, 0.05];

    public async Task CreateTicketAsync(int n, DateTimeOffset now, CancellationToken cancellation)
    {
        var step = n % 11;
        var channel = step is >= 5 ? AnswerableChannels[n % AnswerableChannels.Length] : Channels[n % Channels.Length];
        var ticket = await actions.OpenAsync(CreateRequest(n, channel, now, missed: step is 9), cancellation);
        var texts = content.TextsIn(ticket.Language);
        var actor = ticket.Department is DemoActions.AgentDepartment && n % 2 == 0 ? DemoActions.Agent : DemoActions.Clerk;
        await (step switch
        {
            3 or 4 or 9 => TakeAsync(ticket, actor, texts, n, cancellation),
            5 => AnswerAsync(ticket, actor, texts, n, cancellation),
            6 => actions.AnswerAsync(ticket, actor, new(texts.Question, AnswerKind.NeedFromYou), cancellation),
            7 => ResolveAsync(ticket, actor, texts, n, cancellation),
            8 => CloseOrWithdrawAsync(ticket, actor, texts, n, cancellation),
            10 => AnswerWithNextStepAsync(ticket, actor, texts, now, n, cancellation),
            _ => Task.CompletedTask,
        });
    }

    public IntakeRequest CreateRequest(int n, ContactChannel channel, DateTimeOffset now, bool missed = false)
    {
        var ticket = content.Tickets[n % content.Tickets.Count];
        var age = missed ? promise * 1.2 + TimeSpan.FromHours(n % 5) : promise * UsedShares[n % UsedShares.Length];
        return new()
        {
            Channel = channel, Kind = ticket.Kind, Description = ticket.Text, Language = ticket.Language, ServiceItem = ticket.ServiceItem,
            ReceivedAt = now - age, AllowsOldDates = true, Department = DepartmentFor(ticket),
            Actor = channel.IsChat() ? Actor.Resident(ticket.Language) : DemoActions.Clerk,
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

    private static string? DepartmentFor(DemoTicket ticket) => ticket.ServiceItem switch
    {
        "techHelp" => "techSupport",
        "market" => "brand",
        "training" => "product",
        "rights" => "general",
        "management" => "settlement",
        _ => "frontDesk",
    };

    private async Task TakeAsync(Ticket ticket, Actor actor, DemoTexts texts, int n, CancellationToken cancellation)
    {
        await actions.TakeAsync(ticket, actor, cancellation);
        await actions.NoteAsync(ticket, actor, texts.Note, cancellation);
        if (n % 4 == 0) await actions.TransferAsync(ticket, DemoActions.AgentDepartment, texts.Note, cancellation);
    }

    private Task AnswerAsync(Ticket ticket, Actor actor, DemoTexts texts, int n, CancellationToken cancellation) => n % 4 == 3
        ? actions.AnswerAsync(ticket, actor, new(texts.OutOfRemit, AnswerKind.OutOfRemit, Office: texts.Office), cancellation)
        : actions.AnswerAsync(ticket, actor, new(texts.Answers[n % texts.Answers.Count]), cancellation);

    private Task AnswerWithNextStepAsync(
        Ticket ticket, Actor actor, DemoTexts texts, DateTimeOffset now, int n, CancellationToken cancellation) =>
        actions.AnswerAsync(
            ticket, actor, new(texts.Answers[n % texts.Answers.Count], AnswerKind.NextStep, now + TimeSpan.FromDays(2 + n % 5)),
            cancellation);

    private async Task ResolveAsync(Ticket ticket, Actor actor, DemoTexts texts, int n, CancellationToken cancellation)
    {
        await actions.AnswerAsync(ticket, actor, new(texts.Answers[n % texts.Answers.Count]), cancellation);
        await actions.ResolveAsync(ticket, actor, texts.Resolution, cancellation);
    }

    private async Task CloseOrWithdrawAsync(Ticket ticket, Actor actor, DemoTexts texts, int n, CancellationToken cancellation)
    {
        if (n % 2 == 0)
        {
            await actions.WithdrawAsync(ticket, cancellation);
            return;
        }

        await ResolveAsync(ticket, actor, texts, n, cancellation);
        await actions.CloseAsync(ticket, cancellation);
    }
}
