/** The HTML part of a customer message, made of the very words of its text part. React Email is loaded at the first HTML message. */
export async function renderCustomerMessageHtml(text: string): Promise<string> {
  const [{ render }, { CustomerMessage }] = await Promise.all([
    import("react-email"),
    import("./customer-message"),
  ]);
  return render(CustomerMessage({ text }));
}
