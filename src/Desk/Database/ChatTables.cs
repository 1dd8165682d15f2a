using EcomCenter.Desk.Files;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database;

/// <summary>
/// Maps the tables around chats: attachments, reply windows, cursors, codes, staff chats and alerts, leases, frequent questions, offices.
/// </summary>
internal static class ChatTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Attachment>(attachment =>
        {
            TicketTables.ConfigureKey(attachment, "attachments", a => a.Id);
            attachment.HasIndex(a => a.MessageId);
            attachment.HasIndex(a => a.TicketId);
            attachment.HasIndex(a => a.NextAttemptAt).HasFilter("\"NextAttemptAt\" IS NOT NULL");
        });
        model.Entity<ReplyWindow>(window =>
        {
            window.ToTable("reply_windows");
            window.HasKey(w => new { w.Chat, w.Bot, w.Channel });
            window.HasIndex(w => w.RemindAt).HasFilter($"\"{nameof(ReplyWindow.RemindAt)}\" IS NOT NULL");
        });
        model.Entity<PullCursor>(cursor =>
        {
            cursor.ToTable("pull_cursors");
            cursor.HasKey(c => new { c.Bot, c.Channel });
        });
        model.Entity<OneTimeCode>(code =>
        {
            code.ToTable("one_time_codes");
            code.HasKey(c => new { c.Code, c.Purpose });
            code.HasIndex(c => c.ExpiresAt);
        });
        model.Entity<ChatDevice>(device =>
        {
            device.ToTable("chat_devices");
            device.HasKey(d => d.DeviceHash);
        });
        model.Entity<StaffChat>(chat =>
        {
            chat.ToTable("staff_chats");
            chat.HasKey(c => new { c.Chat, c.Bot, c.Channel });
            chat.HasIndex(c => c.User);
        });
        model.Entity<StaffAlertRow>(alert =>
        {
            TicketTables.ConfigureKey(alert, "staff_alerts", a => a.Id);
            alert.HasIndex(a => new { a.User, a.Id });
        });
        model.Entity<StaffMailRow>(mail =>
        {
            TicketTables.ConfigureKey(mail, "staff_mails", m => m.Id);
            mail.HasIndex(m => m.NextAttemptAt);
        });
        model.Entity<Lease>(lease =>
        {
            lease.ToTable("leases");
            lease.HasKey(l => l.Name);
        });
        model.Entity<FrequentQuestion>(question =>
        {
            question.ToTable("frequent_questions");
            question.HasKey(q => q.Code);
        });
        model.Entity<Office>(office =>
        {
            office.ToTable("offices");
            office.HasKey(o => o.Code);
        });
    }
}
