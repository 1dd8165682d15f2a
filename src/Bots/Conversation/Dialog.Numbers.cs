using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Codes and ticket numbers that are typed. One that leads nowhere is said so and opens no ticket by itself.</summary>
public sealed partial class Dialog
{
    private BotStep? OnCodeOrNumber(ConversationState state, ChatInput input, string text, DateTimeOffset now)
    {
        if (TypedCodes.ReadPickUpCode(text) is { } code)
            return PickUpTicket(state, code, ifNotFound: () => OnUnknownNumber(state, input, text, "pickUp.none", now));
        if (TypedCodes.ReadStaffCode(text) is { } staffCode)
        {
            return new BotStep.LinkStaff(staffCode, LanguageOf(state), done => done
                ? ReplyWith(state, "staff.linked", ButtonCodes.MainMenu)
                : OnUnknownNumber(state, input, text, "number.unknown", now));
        }

        if (TypedCodes.ReadNumberWithPickUpCode(text) is var (slipNumber, slipCode))
            return PickUpTicket(state, slipCode, ifNotFound: () => OnUnknownNumber(state, input, text, "pickUp.none", now), slipNumber);
        if (TypedCodes.ReadTracking(text) is var (trackedNumber, trackingCode))
        {
            return new BotStep.Track(trackedNumber, trackingCode, ticket => ticket is null
                ? OnUnknownNumber(state, input, text, "track.none", now)
                : Reply(new(state, TrackedTicketMessage(state, ticket, now))));
        }

        if (TypedCodes.ReadAskedNumber(text) is { } number)
        {
            return new BotStep.ListTickets(tickets => tickets.Any(ticket => ticket.Number == number)
                ? ShowTicket(state, tickets, number, now)
                : OnUnknownNumber(state, input, text, "number.foreign", now));
        }

        return TypedCodes.IsLoneNumber(text) ? OnUnknownNumber(state, input, text, "number.unknown", now) : null;
    }

    /// <summary>
    /// Says that the number leads nowhere. Where a ticket is open it may be what staff asked for, so it is added there; else it is kept
    /// for the words that follow it.
    /// </summary>
    private BotStep OnUnknownNumber(ConversationState state, ChatInput input, string text, string noticeKey, DateTimeOffset now)
    {
        if (TakeTypedDetail(state, input, text, now) is { } taken) return taken;
        var notice = texts.Format(LanguageOf(state), noticeKey);
        var submit = Submit(state, input, text, now, prefix: notice);
        return new BotStep.ListTickets(tickets => tickets.Any(IsOpen) ? submit : Reply(new(
            state with { KeptGreeting = KeepGreeting(state, text) }, Compose(state, notice, ButtonCodes.New, ButtonCodes.MyTickets))));
    }
}
