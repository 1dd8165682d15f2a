using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Simulation;

/// <summary>Residents who bring their matters by every channel, and write on.</summary>
internal sealed class Residents(Random random, SimulatedTime time)
{
    private static readonly string[] Townships = ["qiraTown", "gulahama", "nur"], Services = ["training", "rights", "market", "startUp"];

    private static readonly string[] Words =
        ["快递还没有到", "大枣怎么卖到网上？", "ئۈزۈمنى توردا ساتماقچىدىم", "平台罚款不合理", "想参加培训", "货款三个月没有结算"];

    private static readonly ContactChannel[] Chats =
        [ContactChannel.Telegram, ContactChannel.WeChat, ContactChannel.WeCom, ContactChannel.WebChat];

    private int _chats, _said;

    public Task<TicketNumber> OpenAsync(SimulatedDesk desk) => SubmitAsync(desk, random.Next(10) switch
    {
        < 4 => FromChat(Chats[random.Next(Chats.Length)]),
        < 6 => ByStaff(ContactChannel.Counter),
        < 8 => ByStaff(ContactChannel.Hotline),
        < 9 => FromBox(),
        _ => FromProgram(),
    });

    /// <summary>Writes about a ticket, in its chat or on the page that shows it. Returns the number of the ticket with the words.</summary>
    public async Task<TicketNumber> WriteAsync(SimulatedDesk desk, Ticket ticket, bool isCourtesy)
    {
        var words = isCourtesy ? "谢谢" : Words[random.Next(Words.Length)];
        var request = new IntakeRequest
        {
            Channel = ticket.Channel, Kind = ticket.Kind, Description = words, Language = ticket.Language, TargetTicket = ticket.Number,
            Actor = Actor.Resident(ticket.Language), Chat = ticket.ChatAddress?.Chat,
            ReceivedAt = time.GetUtcNow().AddSeconds(-random.Next(90)),
            ExternalId = ticket.ChatAddress is null ? null : $"w{++_said}",
        };
        return await SubmitAsync(desk, request);
    }

    private static async Task<TicketNumber> SubmitAsync(SimulatedDesk desk, IntakeRequest request)
    {
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        return (await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, CancellationToken.None))).Ticket.Number;
    }

    private IntakeRequest FromChat(ContactChannel channel) => Create(channel, Actor.Resident(PickLanguage())) with
    {
        Chat = new(channel, "bot", $"{++_chats + 5_000_000}"),
        ExternalId = $"w{++_said}",
        ReceivedAt = time.GetUtcNow().AddSeconds(-random.Next(300)),
        Department = null,
    };

    private IntakeRequest ByStaff(ContactChannel channel)
    {
        var request = Create(channel, Team.Clerks[random.Next(Team.Clerks.Count)]) with
        {
            Requester = new()
            {
                Name = "买买提", Phone = $"138{random.Next(100_000_000):D8}", Township = Townships[random.Next(Townships.Length)],
            },
            Anonymity = (Anonymity)Math.Max(0, random.Next(6) - 3),
        };
        if (random.Next(3) == 0) request = request with { ReceivedAt = time.GetUtcNow().AddHours(-random.Next(1, 100)) };
        return random.Next(4) == 0 ? request with { Answer = new("当面说清楚了，材料已经交给您。") } : request;
    }

    private IntakeRequest FromBox() => Create(ContactChannel.SuggestionBox, Team.Clerks[0]) with
    {
        Anonymity = random.Next(2) == 0 ? Anonymity.Anonymous : Anonymity.Named,
        ReceivedAt = time.GetUtcNow().AddHours(-random.Next(12)),
    };

    private IntakeRequest FromProgram() => Create(ContactChannel.Api, Team.Program) with { ExternalId = $"p{++_said}" };

    private IntakeRequest Create(ContactChannel channel, Actor actor) => new()
    {
        Channel = channel, Kind = (TicketKind)random.Next(7), Actor = actor,
        Description = $"{Words[random.Next(Words.Length)]}（{++_said}）",
        Language = PickLanguage(), Priority = random.Next(8) == 0 ? Priority.Urgent : Priority.Normal,
        ServiceItem = random.Next(2) == 0 ? Services[random.Next(Services.Length)] : null,
        Department = random.Next(3) == 0 ? Team.Agents[random.Next(Team.Agents.Count)].Department : null,
    };

    private Language PickLanguage() => random.Next(2) == 0 ? Language.Ug : Language.ZhHans;
}
