using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Words that say what is to be done with a ticket, beside its number, its place in a list, what it is about, or in reply to a message.
/// </summary>
public sealed partial class Dialog
{
    /// <summary>
    /// Does with the ticket of a number what the words beside it say: urge, withdraw, solved. Null if they say something else.
    /// </summary>
    private BotStep? OnCommandWithNumber(ConversationState state, ChatInput input, string text, DateTimeOffset now)
    {
        if (TypedCodes.SplitNumber(text) is not var (number, words) || FindCommand(words) is not { } command) return null;
        return new BotStep.ListTickets(tickets => tickets.FirstOrDefault(ticket => ticket.Number == number) is { } ticket
            ? DoWithTicket(state, input, tickets, ticket, command, text, now)
            : OnUnknownNumber(state, input, text, "number.foreign", now));
    }

    /// <summary>
    /// Does the same with the ticket at a place of the last list that was shown; without a list, of the tickets by their age. Without such
    /// a place the tickets are listed.
    /// </summary>
    private BotStep? OnCommandWithOrdinal(ConversationState state, ChatInput input, string text, DateTimeOffset now)
    {
        if (ReadOrdinalCommand(text) is not var (place, command)) return null;
        return new BotStep.ListTickets(tickets =>
        {
            if (tickets.Count == 0) return OnPlainText(state, input, text, now);
            if (place is ListOrdinal.All) return DoWithAll(state, input, tickets, command, text, now);
            IReadOnlyList<string> listed = state.ListedTickets.Count > 0 ? state.ListedTickets : SortByAge(tickets);
            var named = listed.ElementAtOrDefault((place is ListOrdinal.Last ? listed.Count : place) - 1);
            return tickets.FirstOrDefault(ticket => ticket.Number.ToString() == named) is { } ticket
                ? DoWithTicket(state, input, tickets, ticket, command, text, now) : ListTickets(state, tickets, now);
        });
    }

    private static (int Place, string Command)? ReadOrdinalCommand(string text)
    {
        // "The second one, I add: …" is added there.
        if (AnswerReadings.SplitClauses(text) is [var first, var second, ..] && ReadPlaceOfAdded(first, second) is { } added)
            return (added, "add");
        return ListOrdinal.Split(text) is var (place, words) && (Politeness.Judge(words) is null || TypedAnswer.Says(words, "solved"))
            && FindCommand(words) is { } command
            ? (place, command) : null;
    }

    private static int? ReadPlaceOfAdded(string first, string second) =>
        ListOrdinal.Split(first) is var (place, words) && TypedAnswer.Says(words, "add") ? place
            : TypedAnswer.Says(second, "add") && ListOrdinal.Split(first + second) is var (alone, others) && TypedAnswer.Says(others, "add")
                ? alone : null;

    private static IReadOnlyList<string> SortByAge(IReadOnlyList<TrackedTicket> tickets) =>
        [.. tickets.Where(ticket => ticket.Status is not TicketStatus.Closed).Reverse().OrderBy(ticket => ticket.ReceivedAt)
            .Select(ticket => ticket.Number.ToString())];

    private BotStep DoWithAll(ConversationState state, ChatInput input, IReadOnlyList<TrackedTicket> tickets, string command, string text,
        DateTimeOffset now) => command switch
        {
            "urge" => OnUrgeSaid(state, tickets, text, () => OnPlainText(state, input, text, now), now),
            "withdraw" => OnWithdrawSaid(state, tickets, () => OnPlainText(state, input, text, now), now),
            ButtonCodes.MyTickets => ListTickets(state, tickets, now),
            _ => OnPlainText(state, input, text, now),
        };

    /// <summary>
    /// Does with the ticket that words name by what it is about what the words beside the name say. Null if they say something else.
    /// </summary>
    private BotStep? OnCommandForNamed(
        ConversationState state, ChatInput input, IReadOnlyList<TrackedTicket> tickets, string text, DateTimeOffset now)
    {
        var known = tickets.Where(ticket => ticket.Status is not TicketStatus.Closed).ToList();
        if (known.Count == 0) return ShowNamedClosed(state, tickets, text, now);
        if (MatterWords.Split(text, known) is not var (named, words, isPointedAt) || words.Length == 0) return null;
        // "The courier does not answer" is a matter: without pointing at the ticket, only words about the desk are meant for it.
        var command = (isPointedAt && !SaidWords.NamesShop(words) ? FindCommand(words)
            : Array.Find([ButtonCodes.MyTickets, "notSolved", "solved"], code => TypedAnswer.Says(words, code)))
            // "Forget about the apples": the question if they are to be withdrawn takes nothing back.
            ?? (TypedAnswer.SaysIn(words, "forgetsMatter") ? "withdraw" : null);
        // "The dates are sold" of dates that did not sell: both have the word for selling.
        if (command is null && TypedAnswer.Says(MatterWords.WithoutGoods(text, named), "solved")) command = "solved";
        return command is null ? null : DoWithTicket(state, input, tickets, named, command, text, now);
    }

    // How a matter went may be asked after it is closed as well. Anything else about it begins another one.
    private BotStep? ShowNamedClosed(ConversationState state, IReadOnlyList<TrackedTicket> tickets, string text, DateTimeOffset now) =>
        MatterWords.Split(text, tickets) is var (closed, words, _) && TypedAnswer.Says(words, ButtonCodes.MyTickets)
            ? ShowTicket(state, tickets, closed.Number, now) : null;

    /// <summary>
    /// Does what words ask for a matter that they point at: "how is that thing with the dates?". If no ticket shares a sign with it, all
    /// are listed, or urged. Null for other words, and where one ticket is open that is about something else.
    /// </summary>
    private BotStep? OnCommandForPointed(
        ConversationState state, ChatInput input, IReadOnlyList<TrackedTicket> tickets, string text, DateTimeOffset now)
    {
        var open = tickets.Where(ticket => ticket.Status is not TicketStatus.Closed).ToList();
        if (open.Count == 0 || MatterWords.SplitPointed(text) is not var (thing, command)) return null;
        return open.Where(ticket => MatterWords.ShareSign(thing, ticket)).ToList() is [var only]
            ? DoWithTicket(state, input, tickets, only, command, text, now)
            : open.Count > 1 ? DoWithAll(state, input, tickets, command, text, now) : null;
    }

    /// <summary>Does with the ticket of the message that is replied to what the words say. Null if they are no command.</summary>
    private BotStep? OnCommandInReply(ConversationState state, ChatInput input, string text, DateTimeOffset now)
    {
        if (input.Origin.RepliesTo is not { } replied || Politeness.Judge(text) is not null) return null;
        var wishesAnonymity = TypedAnswer.Says(text, "who:anonymous:x");
        if (!wishesAnonymity && FindCommand(text) is null) return null;
        return new BotStep.FindReplied(ToRepliedTo(replied), number => new BotStep.ListTickets(tickets =>
            tickets.FirstOrDefault(ticket => ticket.Number == number) is not { } ticket ? OnTextOfItsOwn(state, input, text, now)
                : wishesAnonymity && IsOpen(ticket) ? OnAnonymityWished(state, [ticket], () => NoReply(state), now)
                : DoWithTicket(state, input, tickets, ticket, FindCommand(text) ?? ButtonCodes.MyTickets, text, now)));
    }

    private static RepliedTo ToRepliedTo(RepliedMessage replied) =>
        new(replied.ExternalId, TypedCodes.FindNumberIn(replied.Text));

    private static string? FindCommand(string words) =>
        Array.Find(["withdraw", ButtonCodes.MyTickets, "urge", "notSolved", "solved"], code => TypedAnswer.Says(words, code))
        ?? (TypedCodes.IsAsking(words) ? ButtonCodes.MyTickets
            : TypedAnswer.FindToldKind(words) is { } kind ? ButtonCodes.KindChoice(kind, "") : null);

    private BotStep DoWithTicket(ConversationState state, ChatInput input, IReadOnlyList<TrackedTicket> tickets, TrackedTicket ticket,
        string command, string text, DateTimeOffset now) => command switch
        {
            "withdraw" when IsOpen(ticket) => AskToWithdraw(state, ticket.Number),
            "urge" when IsOpen(ticket) && ticket.Unanswered => UrgeAnswer(state, ticket.Number, now),
            "solved" when ticket is { Status: TicketStatus.Resolved, Rated: false } => AskRating(state, ticket.Number, now),
            "notSolved" when ticket.Status is TicketStatus.Resolved => ReopenTicket(state, ticket.Number, text),
            // What still fails, or works already, is news for whoever works on it.
            "notSolved" => Submit(state with { TargetTicket = ticket.Number.ToString() }, input, text, now),
            "add" => Submit(state with { TargetTicket = ticket.Number.ToString(), OpensNewTicket = false }, input, text, now),
            "solved" when IsOpen(ticket) => Submit(state with { TargetTicket = ticket.Number.ToString() }, input, text, now),
            _ when command.Split(':') is ["kind", var name, _] && ButtonCodes.ReadEnum<TicketKind>(name) is { } kind && IsOpen(ticket) =>
                TakeKind(state, input, ticket.Number, kind, now),
            _ => ShowTicket(state, tickets, ticket.Number, now),
        };
}
