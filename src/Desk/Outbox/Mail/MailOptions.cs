using EcomCenter.Desk.Texts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Outbox.Mail;

/// <summary>The encryption of the connection to the mail server.</summary>
public enum MailSecurity { StartTls, Tls, None }

/// <summary>The settings of e-mail to staff, section <c>Smtp</c>. Nothing is sent while there is no host.</summary>
public sealed class MailOptions
{
    public const string Section = "Smtp";

    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>The name to sign in with; empty for a server that asks for none.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>The address of the sender.</summary>
    public string From { get; set; } = "";

    public bool IsOn => Host.Length > 0;
}

/// <summary>Validates <see cref="MailOptions"/> and names the faulty setting.</summary>
internal sealed class MailOptionsValidation : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        if (!options.IsOn) return ValidateOptionsResult.Success;
        if (options.Port is < 1 or > 65_535) return ValidateOptionsResult.Fail("Smtp:Port must be from 1 to 65535.");
        return MailAddresses.IsValid(options.From) ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Smtp:From must be the e-mail address of the sender.");
    }
}
