using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

public sealed record KindAmended(DateTimeOffset At, Author By, TicketKind From, TicketKind To) : TicketEvent(At, By);

public sealed record ServiceItemAmended(DateTimeOffset At, Author By, string? From, string To) : TicketEvent(At, By);

/// <param name="Unassigned">True if the assignee lost the ticket, because they may not read those of the new department.</param>
public sealed record DepartmentAmended(DateTimeOffset At, Author By, string? From, string To, bool Unassigned) : TicketEvent(At, By);

/// <summary>Everything that is sent to the resident from now on is in that language.</summary>
public sealed record LanguageAmended(DateTimeOffset At, Author By, Language From, Language To) : TicketEvent(At, By);

public sealed record AnonymityAmended(DateTimeOffset At, Author By, Anonymity From, Anonymity To) : TicketEvent(At, By);

public sealed record DetailsConfirmed(DateTimeOffset At, Author By) : TicketEvent(At, By);

public sealed record TicketLinked(DateTimeOffset At, Author By, long To) : TicketEvent(At, By);
