using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Reading;

/// <summary>
/// The readable tickets that a page or the API names beside a ticket. They never tell who a hidden resident is: a ticket with a name and a
/// hidden one are not shown to come from the same person.
/// </summary>
internal static class RelatedTickets
{
    extension(DeskDb db)
    {
        /// <summary>The other tickets of the same person; none if the actor may not know who that is.</summary>
        public IQueryable<Ticket> OtherTicketsOfResident(Ticket ticket, Actor actor)
        {
            var isKnown = ticket.PersonId is not null && Authority.MayKnowResident(actor, ticket.Anonymity);
            return db.ReadableTickets(actor).WithResidentKnownTo(actor)
                .Where(t => isKnown && t.PersonId == ticket.PersonId && t.Id != ticket.Id);
        }

        /// <summary>The linked tickets, whichever of the two was linked to the other.</summary>
        public IQueryable<Ticket> LinkedTickets(Ticket ticket, Actor actor)
        {
            var (outgoing, incoming) = (db.Links.Where(l => l.TicketId == ticket.Id), db.Links.Where(l => l.ToTicketId == ticket.Id));
            if (!Authority.May(actor, Right.KnowHiddenResidents))
            {
                // A link as old as its ticket was made because the same resident wrote again.
                outgoing = outgoing.Where(l =>
                    l.At != ticket.EnteredAt || db.Tickets.Any(t => t.Id == l.ToTicketId && t.Anonymity == ticket.Anonymity));
                incoming = incoming.Where(l =>
                    db.Tickets.Any(t => t.Id == l.TicketId && (l.At != t.EnteredAt || t.Anonymity == ticket.Anonymity)));
            }

            // Two look-ups and a union, because an OR over both columns would read every ticket.
            var ids = outgoing.Select(l => l.ToTicketId).Union(incoming.Select(l => l.TicketId));
            return db.ReadableTickets(actor).Where(t => ids.Contains(t.Id)).OrderBy(t => t.Id);
        }
    }
}
