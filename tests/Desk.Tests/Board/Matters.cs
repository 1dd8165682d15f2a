using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Board;

/// <summary>Opens, takes and answers tickets for board tests, through the real intake and actions.</summary>
internal static class Matters
{
    extension(DeskApp desk)
    {
        public OnTicket On => desk.Services.GetRequiredService<OnTicket>();

        public async Task<TicketNumber> OpenAsync(string words, string? department = null, ChatAddress? chat = null)
        {
            var request = new Matter
            {
                Channel = chat?.Channel ?? ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = words, Department = department,
                Chat = chat, Actor = chat is null ? Supervisor : Actor.Resident(Language.Ug),
                Requester = new() { Name = "买买提", Phone = "13800001234" },
            };
            var intake = desk.Services.GetRequiredService<IntakeDoor>();
            return (await desk.Writer.WriteAsync(unit => intake.TakeAsync(unit, request, CancellationToken.None))).Ticket.Number;
        }

        public Task<Outcome> TakeAsync(TicketNumber number, string user) => desk.Writer.WriteAsync(unit =>
            desk.On.TakeAsync(unit, new(number, Supervisor with { By = By.Staff(user) }), CancellationToken.None));

        public Task<Outcome> AnswerAsync(TicketNumber number) => desk.Writer.WriteAsync(unit =>
            desk.On.AnswerAsync(unit, new(number, Supervisor), new("明天上午会有人来看。"), CancellationToken.None));
    }

    public static Actor Supervisor { get; } = new() { By = By.Staff("boss"), Role = StaffRole.Supervisor };
}
