namespace EcomCenter.Desk.Tickets;

/// <summary>Transfer slips: a ticket stays with the desk while departments do their part of it. Several at once are allowed.</summary>
public sealed partial class Ticket
{
    public Refusal? Transfer(Author author, string department, MessageBody ask, SlipTimes times, ChangeContext context)
    {
        if (RefusalFor(TicketAction.Transfer, context) is { } refusal) return refusal;
        if (_slips.Exists(s => s.IsOpen && s.Department == department))
            return CreateRefusal(TicketAction.Transfer, RefusalReason.SlipOpen, context);
        var message = AddMessage(MessageKind.Slip, author, ask, context);
        var slip = TransferSlip.Open(this, _slips.Count + 1, department, message, author, times, context);
        _slips.Add(slip);
        RecordOnSlip(new SlipSent(context.Now, author, slip.Id, department, message.Id, message.ComputeHash(), slip.DueAt));
        return null;
    }

    public Refusal? AcceptSlip(Author author, TransferSlip slip, ChangeContext context)
    {
        if (RefusalFor(TicketAction.AcceptSlip, slip, context) is { } refusal) return refusal;
        slip.Accept(context.Now);
        RecordOnSlip(new SlipAccepted(context.Now, author, slip.Id));
        return null;
    }

    /// <summary>Gives the ticket back to the desk with a reason, and words if the department has any.</summary>
    public Refusal? ReturnSlip(Author author, TransferSlip slip, SlipReturnReason reason, MessageBody? words, ChangeContext context)
    {
        if (RefusalFor(TicketAction.ReturnSlip, slip, context) is { } refusal) return refusal;
        Return(author, slip, reason, context);
        if (words is null) return null;
        var note = AddMessage(MessageKind.Note, author, words, context);
        Record(new NoteWritten(context.Now, author, note.Id, note.ComputeHash(), CallPromised: false));
        return null;
    }

    /// <summary>Asks the desk for more time. The due time stays until it is granted.</summary>
    public Refusal? AskForTime(Author author, TransferSlip slip, DateTimeOffset dueAt, MessageBody reason, ChangeContext context)
    {
        if (RefusalFor(TicketAction.ExtendSlip, slip, context) is { } refusal) return refusal;
        var message = AddMessage(MessageKind.Slip, author, reason, context);
        slip.RequestTime(dueAt, context.Now);
        RecordOnSlip(new SlipTimeAsked(context.Now, author, slip.Id, message.Id, message.ComputeHash(), dueAt));
        return null;
    }

    public Refusal? GrantTime(Author author, TransferSlip slip, SlipTimes times, ChangeContext context)
    {
        if (RefusalFor(TicketAction.GrantTime, slip, context) is { } refusal) return refusal;
        slip.Extend(times, context.Now);
        RecordOnSlip(new SlipTimeGranted(context.Now, author, slip.Id, slip.DueAt));
        return null;
    }

    public Refusal? RefuseTime(Author author, TransferSlip slip, MessageBody reason, ChangeContext context)
    {
        if (RefusalFor(TicketAction.RefuseTime, slip, context) is { } refusal) return refusal;
        var message = AddMessage(MessageKind.Slip, author, reason, context);
        slip.RefuseTime(context.Now);
        RecordOnSlip(new SlipTimeRefused(context.Now, author, slip.Id, message.Id, message.ComputeHash()));
        return null;
    }

    /// <summary>Reports the result to the desk. The resident hears nothing from it: the answer to the resident is the desk's.</summary>
    public Refusal? AnswerSlip(Author author, TransferSlip slip, MessageBody result, ChangeContext context)
    {
        if (RefusalFor(TicketAction.AnswerSlip, slip, context) is { } refusal) return refusal;
        var message = AddMessage(MessageKind.Slip, author, result, context);
        slip.Answer(message.Id, context.Now);
        RecordOnSlip(new SlipAnswered(context.Now, author, slip.Id, message.Id, message.ComputeHash()));
        return null;
    }

    public Refusal? WithdrawSlip(Author author, TransferSlip slip, ChangeContext context)
    {
        if (RefusalFor(TicketAction.WithdrawSlip, slip, context) is { } refusal) return refusal;
        Withdraw(author, slip, context);
        return null;
    }

    /// <summary>
    /// Leaves out what others were asked, and all matters put before the head, in a copy of the ticket that is only read.
    /// </summary>
    internal void KeepOnly(Func<TransferSlip, bool> slips, Func<SupervisionOrder, bool> orders, Func<Message, bool> messages)
    {
        _referrals.Clear();
        _slips.RemoveAll(slip => !slips(slip));
        _orders.RemoveAll(order => !orders(order));
        _messages.RemoveAll(message => !messages(message));
    }

    /// <summary>
    /// Gives open slips in working time the due times of the edited calendar, but none before now. Late ones, and those whose due time
    /// somebody stated, stay. Returns false when nothing moved.
    /// </summary>
    public bool RecomputeSlips(Func<TransferSlip, TimeSpan, SlipTimes> timesFor, ChangeContext context)
    {
        if (context.IsClockDoubted) return false;
        var before = _pendingEvents.Count;
        foreach (var slip in _slips.Where(s => s.IsOpen && s.DueAt > context.Now))
        {
            if (slip.WorkingTime is not { } length) continue;
            var (old, times) = (slip.DueAt, timesFor(slip, length));
            var due = times.DueAt > context.Now ? times.DueAt : context.Now;
            if (due == old) continue;
            slip.MoveDueTime(due, times.RemindAt, context.Now);
            RecordOnSlip(new SlipDueRecomputed(context.Now, Author.System, slip.Id, old, due));
        }

        return _pendingEvents.Count > before;
    }

    private List<CorrectedStart>? CorrectSlips(
        Func<DateTimeOffset, DateTimeOffset> correct, Func<TransferSlip, DateTimeOffset, SlipTimes> timesFrom, ChangeContext context)
    {
        var doubted = _slips.FindAll(slip => slip.IsStartDoubted);
        foreach (var slip in doubted)
        {
            var start = correct(slip.HandedOverAt);
            slip.CorrectStart(start, timesFrom(slip, start), context.Now);
        }

        return doubted.Count == 0 ? null : doubted.ConvertAll(slip => new CorrectedStart(slip.Id, slip.HandedOverAt, slip.DueAt));
    }

    /// <summary>Gives open slips with which nothing happened back to the desk. Returns false if there are none.</summary>
    public bool ReturnIdleSlips(Predicate<TransferSlip> isIdle, ChangeContext context)
    {
        if (context.IsClockDoubted) return false;
        var idle = _slips.FindAll(slip => slip.IsOpen && isIdle(slip));
        foreach (var slip in idle) Return(Author.System, slip, SlipReturnReason.Other, context);
        return idle.Count > 0;
    }

    private void WithdrawOpenSlips(Author author, ChangeContext context)
    {
        foreach (var slip in _slips.Where(s => s.IsOpen)) Withdraw(author, slip, context);
    }

    private void Return(Author author, TransferSlip slip, SlipReturnReason reason, ChangeContext context)
    {
        slip.Return(reason, context.Now);
        var isSecond = _slips.Count(s => s.State is SlipState.Returned) == 2;
        RecordOnSlip(new SlipReturned(context.Now, author, slip.Id, reason,
            isSecond ? DraftOrderFor(OrderCause.SecondReturn, slip.Id, context) : null));
    }

    private void Withdraw(Author author, TransferSlip slip, ChangeContext context)
    {
        slip.Withdraw(context.Now);
        RecordOnSlip(new SlipWithdrawn(context.Now, author, slip.Id));
    }

    private void RemindOfSlips(ChangeContext context)
    {
        foreach (var slip in _slips.Where(s => s.NextCheckAt <= context.Now && !s.IsStartDoubted))
        {
            var isLate = slip.Remind(context.Now);
            Record(new SlipReminded(context.Now, Author.System, slip.Id, slip.DueAt, isLate));
        }
    }

    // The state of the slip says more than that no slip allows the action, and less than the state of the ticket.
    private Refusal? RefusalFor(TicketAction action, TransferSlip slip, ChangeContext context)
    {
        var reason = RefusalReasonFor(action, context.Now);
        if (reason is null or RefusalReason.SlipEnded) reason = slip.RefusalReasonFor(action) ?? reason;
        return reason is { } known ? CreateRefusal(action, known, context) : null;
    }

    private void RecordOnSlip(TicketEvent ticketEvent)
    {
        var departments = _slips.Where(s => s.GivesAccess).Select(s => s.Department).Distinct().Order(StringComparer.Ordinal).ToList();
        SlipDueAt = _slips.Where(s => s.IsOpen).Min(s => (DateTimeOffset?)s.DueAt);
        SlipDepartments = departments.Count == 0 ? null : string.Join(DepartmentSet.Separator, departments);
        Record(ticketEvent);
    }
}
