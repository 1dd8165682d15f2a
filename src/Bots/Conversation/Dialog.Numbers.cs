using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Codes and ticket numbers that are typed. One that leads nowhere is said so and opens no ticket by itself.</summary>
public sealed partial class Dialog
{
    private BotStep? OnCodeOrNumber(ConversationState state, ChatInput input, string text, DateTimeOffset now)
    {
        if (LoneFigure.IsMeant(text)) return null;
        if (TypedCodes.ReadStaffCode(text) is { } staffCode)
        {
            return new BotStep.LinkStaff(staffCode, LanguageOf(state), done => done
                ? ReplyWith(state, "staff.linked", ButtonCodes.MainMenu)
                : OnUnknownNumber(state, input, text, "number.unknown", now));
        }

        var unknown = TypedCodes.ReadTracking(text) is not null ? "track.none" : "pickUp.none";
        if (FindByCode(state, text, ifNotFound: () => OnUnknownNumber(state, input, text, unknown, now), now) is { } found) return found;
        if (TypedCodes.ReadAskedNumber(text) is { } number)
        {
            return new BotStep.ListTickets(tickets => tickets.Any(ticket => ticket.Number == number)
                ? ShowTicket(state, tickets, number, now)
                : OnUnknownNumber(state, input, text, "number.foreign", now));
        }

        if (LostCode.Read(text) is var (remembered, isNumberLost, lostNotice))
        {
            return new BotStep.ListTickets(tickets => remembered is { } own && tickets.Any(ticket => ticket.Number == own)
                ? ShowTicket(state, tickets, own, now)
                : remembered is not null && !isNumberLost
                    ? Submit(state, input, text, now, prefix: texts.Format(LanguageOf(state), "code.foreign"))
                    : OnCodeLost(state, input, tickets, text, now, lostNotice));
        }

        if ((OnCommandWithNumber(state, input, text, now) ?? OnCommandWithOrdinal(state, input, text, now)) is { } done) return done;
        if (TypedCodes.FindMistyped(text) is (var notice, false)) return OnUnknownNumber(state, input, text, notice, now);
        if (MediaPlaceholder.IsNameAlone(text)) return OnUnknownNumber(state, input, text, "media.missing", now);
        return TypedCodes.IsLoneNumber(text) ? OnUnknownNumber(state, input, text, "number.unknown", now) : null;
    }

    /// <summary>
    /// In the chat of a ticket nobody needs its code. Where no ticket is known the words are kept: a code is told to nobody here. A number
    /// that was remembered wrongly is said to be so, that none of the tickets is taken for it.
    /// </summary>
    private BotStep OnCodeLost(ConversationState state, ChatInput input, IReadOnlyList<TrackedTicket> tickets, string text,
        DateTimeOffset now, string? noticeKey = null)
    {
        var notice = noticeKey is null ? "" : texts.Format(LanguageOf(state), noticeKey) + "\n\n";
        return tickets.Count > 0 ? ListTickets(state, tickets, now, "code.here", notice)
            : Submit(state, input, text, now, prefix: notice + texts.Format(LanguageOf(state), "code.unknown"));
    }

    /// <summary>Picks up or shows the ticket that a code is for. Null if the text holds no code.</summary>
    private BotStep? FindByCode(ConversationState state, string text, Func<BotStep> ifNotFound, DateTimeOffset now)
    {
        if (TypedCodes.ReadPickUpCode(text) is { } code) return PickUpTicket(state, code, ifNotFound);
        if (TypedCodes.ReadNumberWithPickUpCode(text) is var (slipNumber, slipCode))
            return PickUpTicket(state, slipCode, ifNotFound, slipNumber);
        return TypedCodes.ReadTracking(text) is var (trackedNumber, trackingCode)
            ? new BotStep.Track(trackedNumber, trackingCode, ticket => ticket is null
                ? ifNotFound() : Reply(new(state, TrackedTicketMessage(state, ticket, now))))
            : null;
    }

    /// <summary>
    /// Says that the number leads nowhere. Where an answer is owed, or awaited from the resident, it may be part of that, so it is added
    /// there, which starts no clock that does not run already; else it is kept for the words that follow it.
    /// </summary>
    private BotStep OnUnknownNumber(ConversationState state, ChatInput input, string text, string noticeKey, DateTimeOffset now)
    {
        if (TakeTypedDetail(state, input, text, now) is { } taken) return taken;
        var notice = texts.Format(LanguageOf(state), noticeKey);
        return new BotStep.ListTickets(tickets => FindAwaiting(tickets) is { } awaiting
            ? Submit(state with { TargetTicket = state.TargetTicket ?? awaiting.Number.ToString() }, input, text, now, prefix: notice)
            // The name of a voice is no beginning of a matter.
            : Reply(AskAgain(MediaPlaceholder.IsNameAlone(text) ? state : state with { KeptGreeting = KeepGreeting(state, text) },
                Compose(state, notice, ButtonCodes.New, ButtonCodes.MyTickets))));
    }

    private static TrackedTicket? FindAwaiting(IReadOnlyList<TrackedTicket> tickets) =>
        tickets.FirstOrDefault(ticket => ticket.Status is TicketStatus.WaitingForResident)
        ?? tickets.FirstOrDefault(ticket => IsOpen(ticket) && ticket.Unanswered);

    /// <summary>
    /// Submits words with a ticket number in them to that ticket. If it is wrong or somebody else's, the words are submitted as any others,
    /// and the reply says so.
    /// </summary>
    private BotStep SubmitWithNumber(ConversationState state, ChatInput input, string text, DateTimeOffset now)
    {
        if (TypedCodes.FindWrittenNumber(text) is { } number)
        {
            return new BotStep.ListTickets(tickets => tickets.Any(ticket => ticket.Number == number)
                ? Submit(state.OpensNewTicket ? state : state with { TargetTicket = number.ToString() }, input, text, now)
                : Submit(state, input, text, now, prefix: texts.Format(LanguageOf(state), "number.foreign")));
        }

        return Submit(state, input, text, now, prefix: TypedCodes.FindMistyped(text) is (var notice, _)
            ? texts.Format(LanguageOf(state), notice) : "");
    }
}
