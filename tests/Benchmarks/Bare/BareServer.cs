using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Clock;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Pages.Board.Live;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Benchmarks.Bare;

/// <summary>
/// The least that this machine needs for the desk's work: an endpoint that has the same writer write the same rows, without reading the
/// request, and a hub that sends the same card to all. Runs in a process of its own, as the desk does.
/// </summary>
internal static class BareServer
{
    public const string TicketsPath = "/tickets", CardsPath = "/cards", SentPath = "/sent";

    // A row of the board in Chinese, with its links and signs.
    private const int RowLength = 1_500;

    private static readonly IntakeRequest Request = new()
    {
        Channel = ContactChannel.Api, Kind = TicketKind.Inquiry, Description = TicketPost.Description,
        Actor = new() { Author = Author.Service("bench"), Scope = KeyScope.Intake },
        Requester = new() { Name = "阿依古丽", Phone = "13899001122", Village = "一村" },
    };

    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        builder.Services.AddDatabase(builder.Configuration).AddCatalogue(builder.Configuration).AddPromise(builder.Configuration)
            .AddSingleton<IElapsedTime, HostUptime>().AddSingleton<RosterStore>().AddIntake().AddHandling().AddSingleton<SentCards>();
        builder.Services.AddSignalR().AddMessagePackProtocol();
        await using var app = builder.Build();
        await app.Services.MigrateAsync(CancellationToken.None);
        app.MapGet("/healthz/ready", () => Results.Ok());
        app.MapPost(TicketsPath, WriteTicketAsync);
        app.MapPost(CardsPath, SendCardAsync);
        app.MapGet(SentPath, (SentCards sent) => sent.ToList());
        app.MapHub<BareHub>("/hubs/board");
        await app.RunAsync();
    }

    private static async Task<IResult> WriteTicketAsync(HttpRequest http, DeskWriter writer, IntakeDoor intake)
    {
        await http.Body.CopyToAsync(Stream.Null);
        var result = await writer.WriteAsync(unit => intake.SubmitAsync(unit, Request, default));
        return Results.Created($"{TicketsPath}/{result.Ticket.Number}", null);
    }

    private static async Task<IResult> SendCardAsync(HttpRequest http, SentCards sent, IHubContext<BareHub> hub, TimeProvider time)
    {
        await http.Body.CopyToAsync(Stream.Null);
        var card = sent.Add(time.GetUtcNow());
        await hub.Clients.All.SendAsync(nameof(CardChanged), CreateCard(card.Sequence));
        return Results.Created($"{CardsPath}/{card.Sequence}", null);
    }

    private static CardChanged CreateCard(long sequence) => new()
    {
        Sequence = sequence, Number = "2026-000001", Version = 1, Status = "new", DueAt = "2026-01-03T08:00:00.000Z",
        CycleState = "open", Unanswered = true, Kind = "inquiry", Channel = "api", Subject = TicketPost.Description[..40],
        Html = string.Concat(Enumerable.Repeat("<td>大枣</td>", RowLength / 11)),
    };
}

/// <summary>A card and the moment before it was sent.</summary>
internal sealed record SentCard(long Sequence, DateTimeOffset At);

internal sealed class SentCards
{
    private readonly List<SentCard> _sent = [];

    public SentCard Add(DateTimeOffset at)
    {
        lock (_sent)
        {
            var card = new SentCard(_sent.Count + 1, at);
            _sent.Add(card);
            return card;
        }
    }

    public IReadOnlyList<SentCard> ToList()
    {
        lock (_sent) return [.. _sent];
    }
}

internal sealed class BareHub(SentCards sent) : Hub
{
    /// <summary>Answers with the newest sequence, as the desk's hub does; there are no cards to show.</summary>
    public WatchResult Watch(long? after) => new(Math.Max(after ?? 0, sent.ToList().Count), [], null);
}
