using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading;

/// <summary>
/// The tickets an actor may read: everything, one department, or nothing. It filters queries, checks single tickets and names the hub's
/// groups.
/// </summary>
public sealed record ReadScope
{
    private ReadScope(bool everything, string? department) => (Everything, Department) = (everything, department);

    public static ReadScope All { get; } = new(true, null);

    public static ReadScope Nothing { get; } = new(false, null);

    public bool Everything { get; }

    public string? Department { get; }

    public static ReadScope ForActor(Actor actor)
    {
        if (!Authority.May(actor, Right.ReadTickets)) return Nothing;
        if (Authority.MayRead(actor, departments: null)) return All;
        return actor.Department is { } own && Authority.MayRead(actor, own) ? new(false, own) : Nothing;
    }

    public static ReadScope ForDepartment(string code) => new(false, code);

    /// <param name="departments">The departments that may read a ticket, as <see cref="DepartmentSet"/> joins them.</param>
    public bool Includes(string? departments) => Everything || DepartmentSet.Contains(departments, Department);

    /// <summary>The tickets of other departments that a department reads because it has a slip.</summary>
    internal IQueryable<Ticket> OnlyBySlip(DeskDb db)
    {
        var slips = db.Slips.Where(s => s.Department == Department && s.State != SlipState.Returned && s.State != SlipState.Withdrawn)
            .Select(s => s.TicketId);
        return db.Tickets.AsNoTracking().Where(t => slips.Contains(t.Id) && (t.Department == null || t.Department != Department));
    }

    public IQueryable<Ticket> Filter(IQueryable<Ticket> tickets) => this switch
    {
        { Everything: true } => tickets,
        { Department: { } department } => tickets.Where(t => t.Department == department
            || t.Slips.Any(s => s.Department == department && s.State != SlipState.Returned && s.State != SlipState.Withdrawn)),
        _ => tickets.Where(t => false),
    };
}
