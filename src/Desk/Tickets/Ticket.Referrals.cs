using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>Important matters put before the head of the centre, and the head's instruction.</summary>
public sealed partial class Ticket
{
    /// <summary>The number of times that a matter was not solved after which the resident may appeal to the head.</summary>
    public const int NotSolvedForAppeal = 2;

    /// <summary>True when the resident may appeal to the head by one tap, which is possible once.</summary>
    public bool MayAppealAt(DateTimeOffset now) => RefusalReasonFor(TicketAction.Appeal, now) is null;

    public Refusal? Escalate(Author author, MessageBody reason, DateTimeOffset dueAt, ChangeContext context) =>
        Refer(TicketAction.Escalate, ReferralCause.ByHand, author, reason, dueAt, context);

    public Refusal? Appeal(Author author, MessageBody words, DateTimeOffset dueAt, ChangeContext context) =>
        Refer(TicketAction.Appeal, ReferralCause.Appeal, author, words, dueAt, context);

    /// <summary>Records the instruction of the head, which becomes a slip or a supervision order in the same step.</summary>
    public Refusal? Instruct(Author author, HeadInstruction instruction, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Instruct, context) is { } refusal) return refusal;
        var referral = OpenReferral!;
        if (instruction is { Department: { } department, SlipTimes: { } times })
        {
            if (Transfer(author, department, instruction.Words, times, context) is { } refused) return refused;
            referral.Instruct(author, _slips[^1].Id, null, context.Now);
            Record(new HeadInstructed(context.Now, author, referral.Id, referral.SlipId, null));
            return null;
        }

        var order = AddDraft(OrderCause.Instruction, referral.Id, context);
        referral.Instruct(author, null, order, context.Now);
        Record(new HeadInstructed(context.Now, author, referral.Id, null, order));
        return IssueOrder(author, _orders[^1], instruction.User!, instruction.DueAt!.Value, instruction.Words, context);
    }

    private Refusal? Refer(TicketAction action, ReferralCause cause, Author author, MessageBody words, DateTimeOffset dueAt,
        ChangeContext context)
    {
        if (RefusalFor(action, context) is { } refusal) return refusal;
        var message = AddMessage(MessageKind.Escalation, author, words, context);
        var referral = HeadReferral.Start(Id, cause, message.Id, dueAt, context);
        _referrals.Add(referral);
        Record(new TicketEscalated(context.Now, author, referral.Id, cause, message.Id, message.ComputeHash(), dueAt));
        return null;
    }

    private List<CorrectedStart>? CorrectReferrals(Func<DateTimeOffset, DateTimeOffset> correct)
    {
        var doubted = _referrals.FindAll(referral => referral.IsStartDoubted);
        foreach (var referral in doubted) referral.CorrectStart(correct(referral.ReferredAt));
        return doubted.Count == 0 ? null
            : doubted.ConvertAll(referral => new CorrectedStart(referral.Id, referral.ReferredAt, referral.DueAt));
    }

    private void RemindOfReferrals(ChangeContext context)
    {
        foreach (var referral in _referrals.Where(r => r.NextCheckAt <= context.Now && !r.IsStartDoubted))
        {
            referral.MarkOverdue(context.Now);
            Record(new InstructionOverdue(context.Now, Author.System, referral.Id, referral.DueAt));
        }
    }
}
