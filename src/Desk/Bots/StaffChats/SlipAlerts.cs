using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots.StaffChats;

/// <summary>An alert about slips: its cause, its tickets, and the staff that it concerns.</summary>
/// <param name="Concerns">Tells if a member of staff is told of a ticket.</param>
internal sealed record SlipAlert(string Cause, IReadOnlyList<long> Tickets, Func<StaffMember, long, bool> Concerns);

/// <summary>
/// Finds who is told of slips: a department of a new slip and of the reminders, supervisors of late ones, and whoever has the ticket of a
/// result or a return.
/// </summary>
internal static class SlipAlerts
{
    public const string Sent = "slipSent", Due = "slipDue", Late = "slipLate", Back = "slipBack";

    public static readonly string[] Types =
    [
        EventJson.NameOf<SlipSent>(), EventJson.NameOf<SlipReminded>(), EventJson.NameOf<SlipAnswered>(), EventJson.NameOf<SlipReturned>(),
    ];

    public static bool IsCause(TicketEvent? happened) => happened is SlipSent or SlipReminded or SlipAnswered or SlipReturned;

    public static async Task<IReadOnlyList<SlipAlert>> FindAsync(DeskDb db, IEnumerable<(long TicketId, TicketEvent? Event)> events)
    {
        var happened = events.Where(h => IsCause(h.Event)).Select(h => (h.TicketId, Event: h.Event!)).ToList();
        if (happened.Count == 0) return [];
        var tickets = happened.Select(h => h.TicketId).Distinct().ToList();
        var slips = await db.Slips.AsNoTracking().Where(s => tickets.Contains(s.TicketId)).ToDictionaryAsync(s => s.Id);
        return
        [
            Create(Sent, h => h is SlipSent sent && slips[sent.Slip].IsOpen, IsOfDepartment),
            Create(Due, h => h is SlipReminded { Late: false } due && slips[due.Slip].IsOpen, IsOfDepartment),
            Create(Late, h => h is SlipReminded { Late: true } late && slips[late.Slip].IsOpen,
                (member, ticket) => IsOfDepartment(member, ticket) || Authority.May(member.ToActor(), Right.Supervise)),
            Create(Back, h => h is SlipAnswered or SlipReturned, HandedOver),
        ];

        SlipAlert Create(string key, Func<TicketEvent, bool> isCause, Func<StaffMember, long, bool> concerns) =>
            new(key, [.. happened.Where(h => isCause(h.Event)).Select(h => h.TicketId).Distinct()], concerns);

        bool IsOfDepartment(StaffMember member, long ticket) => member.Role is StaffRole.Agent
            && slips.Values.Any(s => s.TicketId == ticket && s.IsOpen && s.Department == member.Department);

        bool HandedOver(StaffMember member, long ticket) =>
            slips.Values.Any(s => s.TicketId == ticket && s.HandedOverBy == Author.Staff(member.UserName ?? ""));
    }
}
