using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.Supervisor.Reports;

/// <summary>A desk with a past, for tests of figures.</summary>
internal static class SevenWeeks
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    /// <summary>Seven weeks of a desk: tickets of all kinds, answered in time, late or never, resolved, rated and reopened.</summary>
    public static async Task LiveThroughAsync(DeskApp desk, FakeTimeProvider time, Random random)
    {
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        for (var i = 0; i < 60; i++)
        {
            time.Advance(TimeSpan.FromHours(random.Next(4, 30)));
            var request = new IntakeRequest
            {
                Channel = random.Next(2) == 0 ? ContactChannel.Counter : ContactChannel.Hotline, Kind = (TicketKind)random.Next(7),
                Description = $"第{i}件", Department = random.Next(3) == 0 ? "brand" : null, Actor = BoardTestTickets.Supervisor,
                ServiceItem = random.Next(2) == 0 ? "training" : null,
                Requester = random.Next(2) == 0 ? null : new() { Name = "买买提", Township = "gulahama" },
            };
            var number = (await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, Now), Now)).Ticket.Number;
            await RunAsync(random.Next(4) switch
            {
                0 => [],
                1 => [Answer, Resolve, Rate(Actor.Resident(Language.Ug), random.Next(1, 6))],
                2 => [Answer, Resolve, Rate(BoardTestTickets.Supervisor, 5)],
                _ => [Answer, Resolve, Reopen, Answer],
            }, number);
        }

        async Task RunAsync(IEnumerable<Func<TicketActions, WriteUnit, TicketNumber, Task<TicketActionResult>>> steps, TicketNumber number)
        {
            foreach (var step in steps)
            {
                time.Advance(TimeSpan.FromHours(random.Next(1, 30)));
                Assert.IsType<TicketActionResult.ActionDone>(await desk.Writer.WriteAsync(unit => step(desk.Actions, unit, number), Now));
            }
        }
    }

    private static Task<TicketActionResult> Answer(TicketActions actions, WriteUnit unit, TicketNumber number) =>
        actions.AnswerAsync(unit, new(number, BoardTestTickets.Supervisor), new("明天上午会有人来看。"), Now);

    private static Task<TicketActionResult> Resolve(TicketActions actions, WriteUnit unit, TicketNumber number) =>
        actions.ResolveAsync(unit, new(number, BoardTestTickets.Supervisor), null, Now);

    private static Task<TicketActionResult> Reopen(TicketActions actions, WriteUnit unit, TicketNumber number) =>
        actions.ReopenAsync(unit, new(number, Actor.Resident(Language.Ug)), "没解决", Now);

    private static Func<TicketActions, WriteUnit, TicketNumber, Task<TicketActionResult>> Rate(Actor by, int score) =>
        (actions, unit, number) => actions.RateAsync(unit, new(number, by), score, null, Now);
}
