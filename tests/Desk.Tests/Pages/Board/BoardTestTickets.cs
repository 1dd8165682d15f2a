using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.Board;

/// <summary>Opens, takes and answers tickets for board tests, through the real intake and actions.</summary>
internal static class BoardTestTickets
{
    extension(DeskApp desk)
    {
        public TicketActions Actions => desk.Services.GetRequiredService<TicketActions>();

        public async Task<TicketNumber> OpenTicketAsync(string text, string? department = null, ChatAddress? chat = null)
        {
            var request = new IntakeRequest
            {
                Channel = chat?.Channel ?? ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = text, Department = department,
                Chat = chat, Actor = chat is null ? Supervisor : Actor.Resident(Language.Ug),
                Requester = new() { Name = "买买提", Phone = "13800001234" },
            };
            var intake = desk.Services.GetRequiredService<IntakeDoor>();
            return (await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, CancellationToken.None))).Ticket.Number;
        }

        public Task<TicketActionResult> TakeTicketAsync(TicketNumber number, string user) => desk.Writer.WriteAsync(unit =>
            desk.Actions.TakeAsync(unit, new(number, Supervisor with { Author = Author.Staff(user) }), CancellationToken.None));

        public Task<TicketActionResult> AnswerTicketAsync(TicketNumber number) => desk.Writer.WriteAsync(unit =>
            desk.Actions.AnswerAsync(unit, new(number, Supervisor), new("明天上午会有人来看。"), CancellationToken.None));
    }

    public static Actor Supervisor { get; } = new() { Author = Author.Staff("boss"), Role = StaffRole.Supervisor };
}
