using EcomCenter.Desk.Database;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace EcomCenter.Desk.Outbox.Mail;

/// <summary>Hands e-mails over to the mail server.</summary>
public sealed class MailTransport(IOptions<MailOptions> options)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Sends e-mails over one connection. Calls back after each, with the error of the server if it refused one.</summary>
    public async Task SendAsync(
        IReadOnlyList<StaffMailRow> mails, Func<StaffMailRow, Exception?, Task> report, CancellationToken cancellation)
    {
        var settings = options.Value;
        using var client = new SmtpClient { Timeout = (int)Timeout.TotalMilliseconds };
        await client.ConnectAsync(settings.Host, settings.Port, settings.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        }, cancellation);
        if (settings.User.Length > 0) await client.AuthenticateAsync(settings.User, settings.Password, cancellation);
        foreach (var mail in mails) await report(mail, await TrySendAsync(client, mail, cancellation));
        await client.DisconnectAsync(quit: true, cancellation);
    }

    private async Task<Exception?> TrySendAsync(SmtpClient client, StaffMailRow mail, CancellationToken cancellation)
    {
        var message = new MimeMessage
        {
            Subject = mail.Subject, Date = mail.CreatedAt, Body = new TextPart("plain") { Text = mail.Text },
            // One id for all attempts, so that a mail program shows a repeated one once.
            MessageId = $"alert-{mail.Id}@{options.Value.From.Split('@')[^1]}",
        };
        message.From.Add(MailboxAddress.Parse(options.Value.From));
        message.To.Add(MailboxAddress.Parse(mail.Address));
        try
        {
            await client.SendAsync(message, cancellation);
            return null;
        }
        catch (SmtpCommandException refused)
        {
            return refused;
        }
    }
}
