using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Database.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class IdleWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ActedAt",
                table: "transfer_slips",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "WorkingTime",
                table: "transfer_slips",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LastWorkedAt",
                table: "tickets",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_transfer_slips_ActedAt",
                table: "transfer_slips",
                column: "ActedAt",
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_tickets_LastWorkedAt",
                table: "tickets",
                column: "LastWorkedAt",
                filter: "\"Assignee\" IS NOT NULL AND \"Unanswered\"");

            // The events tell both times, and verify compares them.
            migrationBuilder.Sql("""
                UPDATE tickets SET "LastWorkedAt" = (SELECT e."At" FROM ticket_events e WHERE e."TicketId" = tickets."Id"
                    AND (e."By" LIKE 'staff:%' OR e."By" LIKE 'service:%') ORDER BY e."Version" DESC LIMIT 1)
                """);
            migrationBuilder.Sql("""
                UPDATE transfer_slips SET "ActedAt" = COALESCE((SELECT e."At" FROM ticket_events e
                    WHERE e."TicketId" = transfer_slips."TicketId"
                    AND CAST(CAST(e."Data" AS json) ->> 'slip' AS bigint) = transfer_slips."Id"
                    AND e."Type" IN ('slipSent', 'slipAccepted', 'slipTimeAsked', 'slipTimeGranted', 'slipTimeRefused')
                    ORDER BY e."Version" DESC LIMIT 1), "HandedOverAt")
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_transfer_slips_ActedAt",
                table: "transfer_slips");

            migrationBuilder.DropIndex(
                name: "IX_tickets_LastWorkedAt",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "ActedAt",
                table: "transfer_slips");

            migrationBuilder.DropColumn(
                name: "WorkingTime",
                table: "transfer_slips");

            migrationBuilder.DropColumn(
                name: "LastWorkedAt",
                table: "tickets");
        }
    }
}
