using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Outbox.Mail;

/// <summary>Queues e-mails, in the same transaction as the change that they report.</summary>
public static class MailQueue
{
    public static void EnqueueMail(this WriteUnit unit, string address, string subject, string text) => unit.Add(new StaffMailRow
    {
        Id = unit.NewId(), Address = address, Subject = subject, Text = text, CreatedAt = unit.Now, NextAttemptAt = unit.Now,
    });
}
