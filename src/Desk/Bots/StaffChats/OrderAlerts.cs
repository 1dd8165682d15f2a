using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Bots.StaffChats;

/// <summary>
/// Finds who is told of supervision orders: the person addressed of a new one and of the reminders, supervisors of answers and late ones.
/// </summary>
internal static class OrderAlerts
{
    public const string Issued = "orderIssued", Due = "orderDue", Late = "orderLate", Answered = "orderAnswered";

    public static readonly string[] Types =
    [
        EventJson.NameOf<OrderIssued>(), EventJson.NameOf<OrderRepeated>(), EventJson.NameOf<OrderReminded>(),
        EventJson.NameOf<OrderAnswered>(),
    ];

    public static bool IsCause(TicketEvent? happened) => happened is OrderIssued or OrderRepeated or OrderReminded or OrderAnswered;

    public static IEnumerable<(StaffMember Member, string Cause)> Find(TicketEvent? happened, IReadOnlyList<StaffMember> staff)
    {
        var (user, toSupervisors, cause) = happened switch
        {
            OrderIssued e => (e.User, false, Issued),
            OrderRepeated e => (e.User, false, Issued),
            OrderReminded { Late: false } e => (e.User, false, Due),
            OrderReminded e => (e.User, true, Late),
            OrderAnswered => (null, true, Answered),
            _ => (null, false, ""),
        };
        return staff.Where(member => (user is not null && member.UserName == user)
            || (toSupervisors && Authority.May(member.ToActor(), Right.Supervise))).Select(member => (member, cause));
    }
}
