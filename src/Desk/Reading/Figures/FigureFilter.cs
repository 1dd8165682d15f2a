using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>The tickets that figures are taken of: all, or those with every code that is set.</summary>
public sealed record FigureFilter
{
    /// <summary>Stands for the tickets that have no code.</summary>
    public const string NoCode = "none";

    public TicketKind? Kind { get; init; }

    public ContactChannel? Channel { get; init; }

    public string? Department { get; init; }

    public string? Township { get; init; }

    public string? ServiceItem { get; init; }

    /// <summary>True for a filter that the kept numbers of each day do not know, so that tickets are looked up.</summary>
    internal bool NeedsTickets => (Township ?? ServiceItem ?? Assignee) is not null;

    /// <summary>The user name of the person who has the tickets.</summary>
    public string? Assignee { get; init; }

    /// <summary>Applies kind, channel and department.</summary>
    internal IQueryable<CycleDay> Apply(IQueryable<CycleDay> days)
    {
        if (Kind is { } kind) days = days.Where(d => d.Kind == kind);
        if (Channel is { } channel) days = days.Where(d => d.Channel == channel);
        var code = Department == NoCode ? "" : Department;
        return code is null ? days : days.Where(d => d.Department == code);
    }

    internal IQueryable<Ticket> Apply(IQueryable<Ticket> tickets)
    {
        if (Kind is { } kind) tickets = tickets.Where(t => t.Kind == kind);
        if (Channel is { } channel) tickets = tickets.Where(t => t.Channel == channel);
        if (Department is { } department) tickets = department == NoCode
            ? tickets.Where(t => t.Department == null) : tickets.Where(t => t.Department == department);
        if (Township is { } township) tickets = township == NoCode
            ? tickets.Where(t => t.Person!.Township == null) : tickets.Where(t => t.Person!.Township == township);
        if (ServiceItem is { } item) tickets = item == NoCode
            ? tickets.Where(t => t.ServiceItem == null) : tickets.Where(t => t.ServiceItem == item);
        if (Assignee is { } user) tickets = user == NoCode
            ? tickets.Where(t => t.Assignee == null) : tickets.Where(t => t.Assignee == user);
        return tickets;
    }
}
